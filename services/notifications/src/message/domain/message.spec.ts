import { describe, expect, it } from '@jest/globals';
import { Message, retryDelay } from './message.ts';

const now = new Date('2026-03-02T03:00:00Z');
const received = {
  id: 'm',
  office: '1606',
  template: 'password-reset',
  causeKind: 'account',
  causeId: 'a',
  toIndex: null,
  sealed: 'sealed',
  createdAt: now,
};
const sending = () => {
  const message = Message.received(received);
  message.begin('one', 1, now);
  return message;
};
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe('sending a message', () => {
  it('lets one worker begin', () => {
    expect(sending().begin('two', 1, now)).toBe(false);
  });

  it('ignores a worker that lost its token', () => {
    const message = sending();
    expect(message.sent('two', now)).toBe(false);
    expect(message.status).toBe('sending');
  });

  it('tries again after a temporary refusal', () => {
    const message = sending();
    message.refused('one', { permanent: false, code: 'smtp-451' }, now, 0);
    expect(message.status).toBe('pending');
    expect(message.nextAttemptAt).toEqual(new Date('2026-03-02T03:00:02.500Z'));
  });

  it('fails at once after a permanent refusal', () => {
    const message = sending();
    message.refused('one', { permanent: true, code: 'smtp-550' }, now, 0);
    expect(message.status).toBe('failed');
  });

  it('gives up after eight attempts', () => {
    const message = sending();
    message.attempts = 8;
    message.refused('one', { permanent: false, code: 'smtp-451' }, now, 0);
    expect(message.status).toBe('failed');
  });

  it('is repeated after a crash only where its template says so', () => {
    const repeatable = sending();
    const single = sending();
    repeatable.recover('repeat', minutesLater(5));
    single.recover('ask', minutesLater(5));
    expect([repeatable.status, single.status]).toEqual(['pending', 'uncertain']);
  });

  it('is in doubt in the same way when the server took all of it and said nothing', () => {
    const repeatable = sending();
    const single = sending();
    repeatable.unanswered('one', 'repeat', now, 0);
    single.unanswered('one', 'ask', now, 0);
    expect([repeatable.status, single.status]).toEqual(['pending', 'uncertain']);
  });

  it('in doubt is sent again by the word of a person, or dropped with what it says', () => {
    const again = sending();
    again.unanswered('one', 'ask', now, 0);
    again.decide('send-again', now);
    expect(again).toMatchObject({ status: 'pending', attempts: 0, sealed: 'sealed' });
    const dropped = sending();
    dropped.unanswered('one', 'ask', now, 0);
    dropped.decide('drop', now);
    expect(dropped).toMatchObject({ status: 'dropped', sealed: null });
  });

  it('taken back does not leave, unless it has left or is just leaving', () => {
    const waiting = Message.received(received);
    waiting.withdraw();
    expect(waiting).toMatchObject({ status: 'dropped', sealed: null });
    expect(waiting.begin('one', 1, now)).toBe(false);
    const leaving = sending();
    leaving.withdraw();
    expect(leaving.status).toBe('sending');
  });

  it('that left is nothing to decide about', () => {
    const message = sending();
    message.sent('one', now);
    expect(() => message.decide('send-again', now)).toThrow('message-not-in-state');
  });

  it('is left to a worker that may still be at it', () => {
    expect(sending().recover('repeat', minutesLater(4))).toBe(false);
  });

  it('forgets address and content once sent', () => {
    const message = sending();
    message.sent('one', now);
    expect(message.sealed).toBeNull();
  });

  it('never waits longer than a quarter of an hour', () => {
    expect(retryDelay(30, 1)).toBe(15 * 60_000);
  });
});
