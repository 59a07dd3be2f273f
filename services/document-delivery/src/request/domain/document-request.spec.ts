import { describe, expect, it } from '@jest/globals';
import { DocumentRequest } from './document-request.ts';

const at = new Date('2026-11-23T02:00:00Z');
const officer = { id: 'o', twoPersons: false };
const submitted = () =>
  DocumentRequest.submitted({
    id: 'r',
    office: '1606',
    number: 'P-2026-0001',
    accountId: 'a',
    guest: false,
    language: 'id',
    publicationIds: [],
    pageRanges: [],
    purpose: 'research',
    channel: 'email',
    visitId: null,
    submittedAt: at,
    dueAt: at,
    calendarVersion: 1,
    nameSealed: 'n',
    emailSealed: 'e',
    descriptionSealed: null,
    noteSealed: null,
  });

describe('a document request', () => {
  it('is delivered once it was approved and the mail left', () => {
    const request = submitted();
    expect(request.delivered(at)).toBe(false);
    request.decide('approve', officer);
    expect(request.delivered(at)).toBe(true);
    expect(request).toMatchObject({ state: 'delivered', deliveredAt: at });
  });

  it('is promised for later by a newer calendar, until it is settled', () => {
    const later = new Date('2026-11-24T01:20:00Z');
    const request = submitted();
    expect(request.reschedule(later, 2)).toBe(true);
    expect(request.reschedule(later, 2)).toBe(false);
    expect(request).toMatchObject({ dueAt: later, calendarVersion: 2 });
    request.decide('decline', officer);
    expect(request.reschedule(at, 3)).toBe(false);
    expect(request.dueAt).toBe(later);
  });

  it('asks for the same when the same pages of the same publications are wanted in the same way', () => {
    const [one, two] = ['019a', '019b'];
    const request = Object.assign(submitted(), {
      publicationIds: [one, two],
      pageRanges: [{ publicationId: two, from: 3, to: 4 }],
    });
    const pages = [{ publicationId: two, from: 3, to: 4 }];
    const same = { publicationIds: [two, one, one], pages, channel: 'email' as const };
    expect(request.asksForTheSame(same)).toBe(true);
    expect(request.asksForTheSame({ ...same, channel: 'link' })).toBe(false);
    expect(request.asksForTheSame({ ...same, pages: [] })).toBe(false);
    expect(request.asksForTheSame({ ...same, publicationIds: [two] })).toBe(false);
  });

  it('is decided once', () => {
    const request = submitted();
    request.decide('decline', officer);
    expect(() => request.decide('approve', officer)).toThrow('request-not-in-state');
  });

  it('can be withdrawn by its reader until it is decided', () => {
    submitted().cancel();
    const request = submitted();
    request.decide('approve', officer);
    expect(() => request.cancel()).toThrow('request-not-in-state');
  });

  it('revoked while the mail is on its way does not become delivered', () => {
    const request = submitted();
    request.decide('approve', officer);
    request.decide('revoke', officer);
    expect(request.delivered(at)).toBe(false);
    expect(request.state).toBe('revoked');
  });

  it('can be sent again after it failed', () => {
    const request = submitted();
    request.decide('approve', officer);
    request.failed('smtp-550');
    request.decide('resend', officer);
    expect(request.state).toBe('sending');
  });

  it('is delivered when its mail left after all, because somebody sent it again', () => {
    const request = submitted();
    request.decide('approve', officer);
    request.failed('smtp-550');
    expect(request.delivered(at)).toBe(true);
  });

  it('is not delivered any more when its mail came back', () => {
    const request = submitted();
    request.decide('approve', officer);
    request.delivered(at);
    expect(request.cameBack('no-such-address')).toBe(true);
    expect(request).toMatchObject({
      state: 'failed',
      failure: 'no-such-address',
      deliveredAt: null,
    });
    expect(request.cameBack('no-such-address')).toBe(false);
  });

  it('is approved by another person than the one who checked it, where two must', () => {
    const first = { id: 'o1', twoPersons: true };
    const second = { id: 'o2', twoPersons: true };
    const request = submitted();
    expect(() => request.decide('approve', first)).toThrow('second-person-needed');
    request.decide('prepare', first);
    expect(() => request.decide('approve', first)).toThrow('second-person-needed');
    request.decide('approve', second);
    expect(request).toMatchObject({ state: 'sending', preparedById: 'o1', approvedBy: 'officer' });
  });

  it('that was sent back is checked anew', () => {
    const first = { id: 'o1', twoPersons: true };
    const second = { id: 'o2', twoPersons: true };
    const request = submitted();
    request.decide('prepare', first);
    request.decide('revise', second);
    expect(() => request.decide('approve', second)).toThrow('second-person-needed');
  });
});
