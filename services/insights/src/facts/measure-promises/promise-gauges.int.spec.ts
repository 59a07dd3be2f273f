import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  newId,
  readToday,
  serviceLevelBreached,
  serviceLevelMet,
  visitCheckedIn,
  visitServing,
} from '@pst/contracts';
import {
  anActor,
  eventually,
  serviceUnderTest,
  startMetrics,
  type ServiceUnderTest,
} from '@pst/testing';
import { database } from '../../database/data-source.ts';
import { InsightsModule } from '../../insights.module.ts';

const NINE = new Date('2026-11-23T02:00:00Z');
const at = (minutes: number) => new Date(NINE.getTime() + minutes * 60_000);

/** A visit that was served after `wait` minutes, in the events that say so. */
function served(wait: number) {
  const visitId = newId();
  const about = (minutes: number) => ({ office: '1606', about: visitId, at: at(minutes) });
  const service = 'physical-library' as const;
  const timeQuality = 'measured' as const;
  return [
    visitCheckedIn.create(
      {
        visitId,
        ticketNumber: 'A001',
        service,
        purpose: 'library-visit',
        useOfData: 'research',
        institutionCategory: 'education-research',
        occupation: 'student',
        education: 'bachelor',
        sex: 'female',
        ageBand: '17-25',
        disability: 'none',
        country: 'ID',
        regencyCode: null,
        checkedInAt: NINE.toISOString(),
        dueAt: at(5).toISOString(),
        totalDueAt: at(20).toISOString(),
        timeQuality,
      },
      about(0),
    ),
    visitServing.create(
      { visitId, service, servingAt: at(wait).toISOString(), waitSeconds: wait * 60, timeQuality },
      about(wait),
    ),
    (wait <= 5 ? serviceLevelMet : serviceLevelBreached).create(
      {
        visitId,
        clock: 'served-after-guestbook',
        dueAt: at(5).toISOString(),
        at: at(wait).toISOString(),
        targetMinutes: 5,
      },
      about(wait),
    ),
  ].map((event, index) => ({ ...event, sequence: index + 1 }));
}

describe('the promises of today, measured', () => {
  const clock = Clock.standing(at(120));
  const metrics = startMetrics();
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'insights',
      module: InsightsModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service.stop());

  async function figures() {
    const [due, met] = await Promise.all([
      metrics.collect('pst.promises.due'),
      metrics.collect('pst.promises.met'),
    ]);
    return Object.fromEntries(
      due.map(({ labels, value }) => {
        const kept = met.find((each) => each.labels['promise'] === labels['promise']);
        return [labels['promise'], `${String(kept?.value)} of ${String(value)}`];
      }),
    );
  }

  it('are zero of zero where nobody came', async () => {
    expect(await figures()).toEqual({
      'served-after-guestbook': '0 of 0',
      'served-after-workstation': '0 of 0',
      total: '0 of 0',
    });
  });

  it('are counted as the report of the day counts them', async () => {
    for (const event of [...served(2), ...served(4), ...served(9)]) {
      await service.announce(event);
    }
    await eventually(async () => {
      expect(await figures()).toMatchObject({
        'served-after-guestbook': '2 of 3',
        total: '0 of 0',
      });
    });
    const { onTime } = await service.ask(readToday, {}, { actor: anActor('head') });
    expect(onTime).toMatchObject({ numerator: 2, denominator: 3 });
  });

  it('are held against what the office has published', async () => {
    const targets = await metrics.collect('pst.promises.target');
    expect(targets.map(({ labels, value }) => [labels['promise'], value])).toEqual([
      ['served-after-guestbook', 300],
      ['served-after-workstation', 300],
      ['total', 1_200],
    ]);
  });

  it('begin anew with the day', async () => {
    clock.moveTo(at(24 * 60));
    expect(await figures()).toMatchObject({ 'served-after-guestbook': '0 of 0' });
  });
});
