import { describe, expect, it } from '@jest/globals';
import { loadOfficeProfile, WorkingTime } from '@pst/service-standard';
import { Complaint, type ComplaintClass, type DeadlineName } from './complaint.ts';

const profile = loadOfficeProfile(
  new URL('../../../../../deploy/service-standard-1606.yaml', import.meta.url).pathname,
);
const rules = { policy: profile.policies.complaints, time: new WorkingTime(profile) };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The office's days from November 2026 to Easter of 2027, counted one by one: weekends and the two days of
 * Christmas are off (SKB 2026; of 2027 nothing is decreed yet). Shares no line with what it is held against.
 */
function plainDue(receivedAt: Date, days: number): string {
  let noon = new Date(
    `${new Date(receivedAt.getTime() + 7 * HOUR).toISOString().slice(0, 10)}T05:00Z`,
  );
  for (let left = days; left > 0;) {
    noon = new Date(noon.getTime() + DAY);
    const date = noon.toISOString().slice(0, 10);
    const off = [0, 6].includes(noon.getUTCDay()) || ['2026-12-24', '2026-12-25'].includes(date);
    left -= off ? 0 : 1;
  }
  const close = noon.getUTCDay() === 5 ? '16:00' : '15:30';
  return new Date(`${noon.toISOString().slice(0, 10)}T${close}:00+07:00`).toISOString();
}

/** Hours of the published standard, told from the wall clock of Sekayu alone. */
function isPlainlyOpen(at: Date): boolean {
  const local = new Date(at.getTime() + 7 * HOUR).toISOString();
  const [date, time] = [local.slice(0, 10), local.slice(11, 16)];
  const day = new Date(`${date}T00:00Z`).getUTCDay();
  const off = [0, 6].includes(day) || ['2026-12-24', '2026-12-25'].includes(date);
  const inHours = time >= '08:00' && time < (day === 5 ? '16:00' : '15:30');
  return !off && inHours && !(time >= '12:30' && time < '14:00');
}

function aComplaint(receivedAt: Date): Complaint {
  return Complaint.received(
    {
      id: '1',
      office: '1606',
      code: '',
      number: '',
      pinIndex: '',
      channel: 'web',
      anonymous: false,
      secret: false,
      language: 'id',
      receivedAt,
      subjectSealed: '',
      contactSealed: null,
      kind: 'complaint',
      transcribedBy: null,
    },
    rules,
  );
}

describe('two months of complaints, one every seven hours', () => {
  const days: Record<ComplaintClass, number> = {
    supervisory: 60,
    'non-supervisory': 14,
    information: 5,
    aspiration: 14,
  };
  const classes = Object.keys(days) as ComplaintClass[]; // of the record above
  const from = Date.parse('2026-11-01T00:30:00+07:00');
  const arrivals = Array.from(
    { length: Math.floor((61 * DAY) / (7 * HOUR)) },
    (_, index) => new Date(from + index * 7 * HOUR),
  );
  const due = ({ deadlines }: Complaint, name: DeadlineName) =>
    deadlines.find(({ deadline }) => deadline === name)?.dueAt;

  it('promises each the date that counting days by hand gives', () => {
    expect(arrivals.length).toBeGreaterThan(200);
    for (const [index, receivedAt] of arrivals.entries()) {
      const complaint = aComplaint(receivedAt);
      const as = classes[index % classes.length] ?? 'information';
      complaint.classify({ class: as, kind: undefined }, 'handler', receivedAt, rules);
      expect([receivedAt, as, complaint.deadlines.map(({ dueAt }) => dueAt)]).toEqual([
        receivedAt,
        as,
        [plainDue(receivedAt, 3), plainDue(receivedAt, 5), plainDue(receivedAt, days[as])],
      ]);
    }
  });

  it('calls an answer late from the minute after its date, and not before', () => {
    for (const receivedAt of arrivals) {
      const complaint = aComplaint(receivedAt);
      const promised = Date.parse(due(complaint, 'classify') ?? '');
      expect(complaint.breachesBy(new Date(promised), rules)).toEqual([]);
      const broken = complaint.breachesBy(new Date(promised + 60_000), rules);
      expect(broken.map(({ deadline }) => deadline)).toEqual(['classify']);
    }
  });

  it('reminds before the date and tells the head after it, each once and in working time only', () => {
    for (const receivedAt of arrivals) {
      const complaint = aComplaint(receivedAt);
      const told: [what: string, at: Date][] = [];
      for (let at = receivedAt.getTime(); at < receivedAt.getTime() + 21 * DAY; at += HOUR / 2) {
        const now = new Date(at);
        complaint.breachesBy(now, rules);
        told.push(
          ...complaint
            .remindersBy(now, rules)
            .map(({ deadline }) => [deadline, now] as [string, Date]),
          ...complaint
            .escalationsBy(now, rules)
            .map(({ deadline }) => [`late ${deadline}`, now] as [string, Date]),
        );
      }
      expect(told.map(([what]) => what)).toEqual([
        'classify',
        'late classify',
        'initial-response',
        'late initial-response',
      ]);
      expect(told.filter(([, at]) => !isPlainlyOpen(at))).toEqual([]);
      const [reminded, late] = told;
      const promised = Date.parse(plainDue(receivedAt, 3));
      expect(reminded?.[1].getTime()).toBeLessThan(promised);
      expect(late?.[1].getTime()).toBeGreaterThan(promised);
    }
  });
});
