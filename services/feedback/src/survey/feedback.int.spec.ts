import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  answerNationalSurvey,
  answerSurvey,
  commentModerated,
  deliverySent,
  findInvitation,
  listFeedback,
  listOwnInvitations,
  listPublishedComments,
  moderateComment,
  nationalItem,
  newId,
  ratingGiven,
  readNationalSurvey,
  readSatisfaction,
  readSatisfactionReport,
  readSurvey,
  readVisitInvitation,
  softcopyRead,
  surveyAnswered,
  visitCompleted,
} from '@pst/contracts';
import { pendingSchemaChanges } from '@pst/persistence';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { FeedbackModule } from '../feedback.module.ts';
import { ELEMENTS } from './domain/ikm.ts';

const NOW = new Date('2026-11-23T03:00:00Z');
const EVERYTHING_FOUR = Object.fromEntries(ELEMENTS.map((element) => [element, 4])) as Record<
  (typeof ELEMENTS)[number],
  number
>;

describe('a survey', () => {
  const clock = Clock.standing(NOW);
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'feedback',
      module: FeedbackModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service.stop());

  const completed = (
    visitId: string,
    officerId: string | null = null,
    contact: { respondent?: string } = {},
  ) =>
    visitCompleted.create(
      {
        visitId,
        service: 'physical-library',
        completedAt: clock.now().toISOString(),
        totalSeconds: 600,
        serviceSeconds: 300,
        timeQuality: 'measured',
        officerId,
        ...contact,
      },
      { office: '1606', about: visitId, at: clock.now() },
    );
  async function tokenFor(visitId: string): Promise<string> {
    let token = '';
    await eventually(async () => {
      const found = await service.ask(findInvitation, { source: 'visit', sourceId: visitId });
      expect(found).not.toBeNull();
      token = found?.token ?? '';
    });
    return token;
  }
  async function invited(officerId: string | null = null): Promise<string> {
    const visitId = newId();
    await service.announce(completed(visitId, officerId));
    return tokenFor(visitId);
  }

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('waits for whoever was served, once however often the event comes', async () => {
    const visitId = newId();
    const event = completed(visitId);
    await service.announce(event);
    const token = await tokenFor(visitId);
    await service.announce({ ...event, id: newId() });
    const [{ count }] = await service.source.query(
      `select count(*)::int as count from survey_invitation where source_id = $1`,
      [visitId],
    );
    expect(count).toBe(1);
    expect(await service.ask(readSurvey, { token })).toMatchObject({
      source: 'visit',
      answered: false,
      servedAt: NOW.toISOString(),
    });
  });

  it('counts once, and what was written stays inside', async () => {
    const token = await invited();
    await service.ask(answerSurvey, {
      token,
      rating: 5,
      comment: 'Bu Kenari ramah sekali',
      elements: EVERYTHING_FOUR,
      respondent: { sex: 'female', ageBand: '17-25' },
    });
    await expect(service.ask(answerSurvey, { token, rating: 1 })).rejects.toMatchObject({
      slug: 'survey-already-answered',
    });
    const invitationId = token.slice(0, 36);
    const rated = await service.event(ratingGiven, invitationId);
    expect(rated.data).toMatchObject({ rating: 5, commented: true });
    await service.event(surveyAnswered, invitationId);
    const stored = [
      await service.source.query('select * from survey_response'),
      await service.source.query('select * from outbox'),
    ];
    expect(JSON.stringify(stored)).not.toMatch(/kenari/i);
    const { items } = await service.ask(listFeedback, {}, { actor: anActor('head') });
    expect(items[0]).toMatchObject({ rating: 5, comment: 'Bu Kenari ramah sekali' });
  });

  it('answered by twenty presses at once counts once', async () => {
    const token = await invited();
    const presses = await Promise.allSettled(
      Array.from({ length: 20 }, () => service.ask(answerSurvey, { token, rating: 4 })),
    );
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is not answered by the officer who served', async () => {
    const officer = anActor('officer');
    const token = await invited(officer.id);
    await expect(
      service.ask(answerSurvey, { token, rating: 5 }, { actor: officer }),
    ).rejects.toMatchObject({ slug: 'not-allowed' });
  });

  it('cannot be reached by a guessed or altered link', async () => {
    const token = await invited();
    const altered = `${newId()}${token.slice(36)}`;
    await expect(service.ask(readSurvey, { token: altered })).rejects.toMatchObject({
      slug: 'survey-not-found',
    });
  });

  it('ends after the days the office set', async () => {
    const token = await invited();
    clock.moveTo(new Date(NOW.getTime() + 30 * 86_400_000));
    await expect(service.ask(answerSurvey, { token, rating: 3 })).rejects.toMatchObject({
      slug: 'survey-expired',
    });
    clock.moveTo(NOW);
  });

  describe('asks', () => {
    const at = { office: '1606', at: NOW };
    const delivered = (accountId: string, visitId?: string) => {
      const requestId = newId();
      return deliverySent.create(
        {
          deliveryId: newId(),
          requestId,
          accountId,
          ...(visitId !== undefined && { visitId }),
          publicationIds: [newId()],
          as: 'link',
          sentAt: NOW.toISOString(),
          workingSeconds: 60,
          onTime: true,
        },
        { ...at, about: requestId },
      );
    };
    const readOnline = (accountId: string | null, visitId?: string) => {
      const publicationId = newId();
      return softcopyRead.create(
        {
          publicationId,
          softcopyId: newId(),
          accountId,
          ...(visitId !== undefined && { visitId }),
          readAt: NOW.toISOString(),
        },
        { ...at, about: publicationId },
      );
    };
    const ownOf = async (accountId: string) => {
      const { items } = await service.ask(
        listOwnInvitations,
        {},
        { actor: { ...anActor('patron'), id: accountId } },
      );
      return items.map(({ source }) => source);
    };
    /** Everything announced before it has been handled once this visit is invited. */
    const allIsHandled = () => invited();

    it('after the first online reading, and the reader finds it in the account', async () => {
      const accountId = newId();
      await service.announce(readOnline(accountId));
      await eventually(async () => expect(await ownOf(accountId)).toEqual(['online-reading']));
      expect(await ownOf(newId())).toEqual([]);
    });

    it('a reader once a quarter, whatever was read or delivered', async () => {
      const accountId = newId();
      await service.announce(delivered(accountId));
      await eventually(async () => expect(await ownOf(accountId)).toEqual(['delivery']));
      await service.announce(readOnline(accountId));
      await service.announce(delivered(accountId));
      await allIsHandled();
      expect(await ownOf(accountId)).toEqual(['delivery']);
    });

    it('a visitor once a quarter, by the contact they left', async () => {
      const first = newId();
      const contact = { respondent: 'a contact, in this quarter' };
      await service.announce(completed(first, null, contact));
      await tokenFor(first);
      const second = newId();
      await service.announce(completed(second, null, contact));
      await allIsHandled();
      expect(await service.ask(findInvitation, { source: 'visit', sourceId: second })).toBeNull();
    });

    it('for the visit alone after a delivery or a reading during it', async () => {
      const accountId = newId();
      await service.announce(delivered(accountId, newId()));
      await service.announce(readOnline(accountId, newId()));
      await service.announce(readOnline(null));
      await allIsHandled();
      expect(await ownOf(accountId)).toEqual([]);
    });

    it('at the counter, where the visitor takes the way along', async () => {
      const visitId = newId();
      await service.announce(completed(visitId));
      const token = await tokenFor(visitId);
      const officer = { actor: anActor('officer') };
      expect(await service.ask(readVisitInvitation, { visitId }, officer)).toEqual({
        token,
        answered: false,
      });
      await expect(
        service.ask(readVisitInvitation, { visitId }, { actor: anActor('patron') }),
      ).rejects.toMatchObject({ slug: 'not-allowed' });
    });

    it('without keeping who was asked', async () => {
      const accountId = newId();
      await service.announce(readOnline(accountId));
      await eventually(async () => expect(await ownOf(accountId)).toHaveLength(1));
      const kept = await service.source.query('select * from survey_invitation');
      expect(JSON.stringify(kept)).not.toContain(accountId);
    });
  });

  const answered = async (answers: number, elements: typeof EVERYTHING_FOUR) => {
    for (let given = 0; given < answers; given += 1) {
      clock.moveTo(new Date(clock.now().getTime() + 1_000));
      await service.ask(answerSurvey, {
        token: await invited(),
        rating: 4,
        elements,
      });
    }
  };

  describe('has comments that', () => {
    const head = { actor: anActor('head') };
    const written = async (comment: string) => {
      await service.ask(answerSurvey, { token: await invited(), rating: 2, comment });
      const { items } = await service.ask(listFeedback, { moderation: 'pending' }, head);
      const found = items.find((item) => item.comment === comment);
      expect(found).toBeDefined();
      return found?.id ?? '';
    };
    const published = async () => {
      const { items } = await service.ask(listPublishedComments, {});
      return items.map(({ comment }) => comment);
    };

    it('nobody outside reads before somebody has decided so', async () => {
      const responseId = await written('Ruang baca panas');
      expect(await published()).toEqual([]);
      const decided = await service.ask(
        moderateComment,
        { responseId, decision: 'published' },
        head,
      );
      expect(decided).toMatchObject({ moderation: 'published', comment: 'Ruang baca panas' });
      expect(await published()).toEqual(['Ruang baca panas']);
      await service.event(commentModerated, responseId);

      await service.ask(moderateComment, { responseId, decision: 'hidden' }, head);
      expect(await published()).toEqual([]);
    });

    it('are published without a name, which the desk still reads', async () => {
      const responseId = await written('Kenari di loket 2 kasar. Hubungi saya: 0812-3456-7890');
      const publish = (hide: string[]) =>
        service.ask(moderateComment, { responseId, decision: 'published', hide }, head);
      await expect(publish(['Kenari', 'Murai'])).rejects.toMatchObject({
        slug: 'words-not-in-text',
      });
      expect(await published()).toEqual([]);

      expect(await publish(['kenari', '0812-3456-7890'])).toMatchObject({
        comment: 'Kenari di loket 2 kasar. Hubungi saya: 0812-3456-7890',
        published: '[…] di loket 2 kasar. Hubungi saya: […]',
      });
      expect(await published()).toEqual(['[…] di loket 2 kasar. Hubungi saya: […]']);
      const rows = await service.source.query('select * from survey_response where id = $1', [
        responseId,
      ]);
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toMatch(/kenari|loket|0812/i);

      const whole = await publish([]);
      expect(whole.published).toBe(whole.comment);
      await service.ask(moderateComment, { responseId, decision: 'hidden' }, head);
    });

    it('are decided on by the head, not by who served', async () => {
      const { items } = await service.ask(listFeedback, { moderation: 'hidden' }, head);
      const responseId = items[0]?.id ?? '';
      await expect(
        service.ask(
          moderateComment,
          { responseId, decision: 'hidden' },
          { actor: anActor('officer') },
        ),
      ).rejects.toMatchObject({ slug: 'not-allowed' });
    });

    it('tell the desk their month, and nothing that is more exact', async () => {
      const id = await written('Terima kasih');
      const { items } = await service.ask(listFeedback, {}, { actor: anActor('officer') });
      expect(items.find((item) => item.id === id)).toEqual({
        id,
        source: 'visit',
        rating: 2,
        comment: 'Terima kasih',
        moderation: 'pending',
        published: null,
        month: '2026-11',
      });
      // The first 48 bits of such an id are its time in milliseconds: midnight of the month's first day.
      const time = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
      expect(new Date(time)).toEqual(new Date('2026-11-01T00:00:00+07:00'));
    });
  });

  it('shows the index to the public from five answers on, and five more at a time', async () => {
    expect(await service.ask(readSatisfaction, {})).toMatchObject({ ikm: null, responses: 0 });
    await answered(4, { ...EVERYTHING_FOUR, time: 2 });
    const shown = await service.ask(readSatisfaction, {});
    // Eight elements at 4 and one at 2.4: 25 / 9 x 34.4.
    expect(shown).toMatchObject({ responses: 5, ikm: 95.56, grade: 'A', required: 196 });
    expect(shown.elements.find(({ element }) => element === 'time')?.mean).toBe(2.4);

    await answered(4, { ...EVERYTHING_FOUR, time: 1 });
    const { elements } = await service.ask(readSatisfaction, {});
    expect(elements).toEqual(shown.elements);
    await answered(1, { ...EVERYTHING_FOUR, time: 1 });
    expect(await service.ask(readSatisfaction, {})).toMatchObject({ responses: 10, ikm: 93.61 });
  });

  it('widens the days that the public asks for to whole quarters', async () => {
    const shown = await service.ask(readSatisfaction, { from: '2026-11-23', to: '2026-11-23' });
    expect(shown).toMatchObject({ from: '2026-10-01', to: '2026-11-23', responses: 10 });
    const before = await service.ask(readSatisfaction, { from: '2026-08-05', to: '2026-09-01' });
    expect(before).toMatchObject({ from: '2026-07-01', to: '2026-09-30', responses: 0 });
  });

  it('adds quarters up as far as each of them is published', async () => {
    clock.moveTo(new Date('2027-01-04T03:00:00Z'));
    await answered(4, EVERYTHING_FOUR);
    const year = { from: '2026-10-01', to: '2027-03-31' };
    expect(await service.ask(readSatisfaction, year)).toMatchObject({
      responses: 10,
      quarters: [{ quarter: '2026-Q4', responses: 10, ikm: 93.61, grade: 'A' }],
    });
    await answered(1, EVERYTHING_FOUR);
    expect(await service.ask(readSatisfaction, year)).toMatchObject({
      responses: 15,
      quarters: [
        { quarter: '2026-Q4', responses: 10 },
        { quarter: '2027-Q1', responses: 5, ikm: 100 },
      ],
    });
    clock.moveTo(NOW);
  });

  it('is reported to the head with every answer, and beside it as older reports counted', async () => {
    const head = { actor: anActor('head') };
    const report = await service.ask(readSatisfactionReport, {}, head);
    // One questionnaire of fours, four with time at 2, five with time at 1: time is 17 of 40.
    expect(report).toMatchObject({
      responses: 10,
      ikm: 93.61,
      lowest: ['time', 'requirements', 'procedure'],
      // 0.111 x 25 x (8 x 4 + 1.7)
      reconciliation: { weight: '0.111', ikm: 93.52 },
    });
    expect(report.elements.find(({ element }) => element === 'time')).toEqual({
      element: 'time',
      sum: 17,
      responses: 10,
      mean: 1.7,
      weighted: 0.189,
      value: 42.5,
    });
    expect(report.respondents.filter(({ attribute }) => attribute === 'sex')).toEqual([
      { attribute: 'sex', code: null, responses: null },
      { attribute: 'sex', code: 'female', responses: null },
    ]);
    await expect(
      service.ask(readSatisfactionReport, {}, { actor: anActor('officer') }),
    ).rejects.toMatchObject({ slug: 'not-allowed' });
  });

  it('hides how few gave a rating', async () => {
    const { ratings } = await service.ask(readSatisfaction, {});
    // One 5 and three 2s, which the six 4s would give away.
    expect(ratings.count).toBe(10);
    expect(ratings.distribution.map(({ count }) => count)).toEqual([0, null, 0, null, null]);
  });

  it('leads to the national survey too, which is counted once and by itself', async () => {
    const token = await invited();
    const scores = Object.fromEntries(nationalItem.options.map((item) => [item, 8])) as Record<
      (typeof nationalItem.options)[number],
      number
    >;
    const before = await service.ask(readSatisfaction, {});
    await service.ask(answerNationalSurvey, { token, scores: { ...scores, cost: 10 } });
    await expect(service.ask(answerNationalSurvey, { token, scores })).rejects.toMatchObject({
      slug: 'survey-already-answered',
    });
    const head = { actor: anActor('head') };
    const national = await service.ask(readNationalSurvey, {}, head);
    expect(national.responses).toBe(1);
    expect(national.items).toHaveLength(16);
    expect(national.items.find(({ item }) => item === 'cost')?.mean).toBe(10);
    expect(await service.ask(readSatisfaction, {})).toEqual(before);
    // The rating is still to be given.
    await service.ask(answerSurvey, { token, rating: 5 });
  });

  it('counts no questionnaire that is incomplete', async () => {
    await expect(
      service.ask(answerSurvey, {
        token: await invited(),
        rating: 4,
        // The contract refuses it, so the type has to be told.
        elements: { time: 4 } as unknown as Record<(typeof ELEMENTS)[number], number>,
      }),
    ).rejects.toMatchObject({ slug: 'invalid-request' });
  });
});
