import type { Announced, Evidence } from './evidence.ts';
import type { Ledger } from './ledger.ts';

/** The invariants, each by what breaks it. Empty lists: it holds. */
export interface Verdict {
  /** I1: somebody heard yes, and it is not there: no row, no event, no effect, no mail. */
  readonly lost: readonly string[];
  /** I2: it is there more than once. */
  readonly doubled: readonly string[];
  /** I3: it is there, and nobody was told so, or nobody wanted it. */
  readonly phantom: readonly string[];
  /** I4: the facts about one thing are not told in the order in which they happened. */
  readonly disordered: readonly string[];
  /** I5: it does not come to rest. */
  readonly stuck: readonly string[];
  /** I6: answers that blame the client, or none at all to the end. */
  readonly unserved: readonly string[];
}

/** All of them hold. */
export const HOLDS: Verdict = {
  lost: [],
  doubled: [],
  phantom: [],
  disordered: [],
  stuck: [],
  unserved: [],
};

/** What an experiment did to the system on purpose. */
export interface Injected {
  /** Messages that nobody can handle. */
  readonly deadLetters?: number;
  /** Their ids: they stand in the stream, and in no outbox. */
  readonly foreign?: readonly string[];
  /** Facts that were lost from the middle of the stream: they stand behind what followed them. */
  readonly moved?: readonly string[];
}

/** Compares what clients heard with what there is. */
export function judge(ledger: Ledger, evidence: Evidence, injected: Injected = {}): Verdict {
  return {
    lost: lostIn(ledger, evidence),
    doubled: doubledIn(ledger, evidence),
    phantom: phantomsIn(ledger, evidence, new Set(injected.foreign)),
    disordered: disorderedIn(evidence, new Set(injected.moved)),
    stuck: [
      ...evidence.waiting,
      ...(evidence.deadLetters.length === (injected.deadLetters ?? 0)
        ? []
        : [
            `${evidence.deadLetters.length} dead letters, not ${injected.deadLetters ?? 0}`,
            ...evidence.deadLetters,
          ]),
    ],
    unserved: [...ledger.blamed, ...ledger.unknown],
  };
}

const factOf = (type: string, about: string) => `${type} ${about}`;

/** How often each fact was announced; the key of an outbox row ends with the id of what it is about. */
function announcements(outbox: readonly Announced[]): Map<string, number> {
  return counted(outbox.map(({ type, key }) => factOf(type, idIn(key))));
}

function idIn(key: string): string {
  return /[0-9a-f-]{36}$/.exec(key)?.[0] ?? key;
}

function counted(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function lostIn(ledger: Ledger, evidence: Evidence): string[] {
  const announced = announcements(evidence.outbox);
  const visits = new Set(evidence.visits);
  const streamed = new Set(evidence.stream.map(({ id }) => id));
  const mailed = new Set(evidence.mails.map(({ to }) => to));
  const events = evidence.outbox.filter(({ stream }) => stream === 'PST');
  return [
    ...ledger.acknowledged.flatMap(({ type, about }) => [
      ...(visits.has(about) ? [] : [`no row of ${about}`]),
      ...(announced.has(factOf(type, about)) ? [] : [`never announced: ${type} ${about}`]),
    ]),
    ...events.flatMap(({ id, type }) =>
      streamed.has(id) ? [] : [`not in the stream: ${type} ${id}`],
    ),
    ...evidence.effects.flatMap(({ consumer, listensTo, done }) => {
      const seen = new Set(done);
      return events
        .filter(({ type, id }) => listensTo.has(type) && !seen.has(id))
        .map(({ type, id }) => `${consumer} did nothing about ${type} ${id}`);
    }),
    ...ledger.mailTo.filter((to) => !mailed.has(to)).map((to) => `no mail to ${to}`),
    ...evidence.disagreements.map((id) => `the reports say something else of ${id}`),
  ];
}

function doubledIn(ledger: Ledger, evidence: Evidence): string[] {
  const announced = announcements(evidence.outbox);
  return [
    ...ledger.acknowledged
      .map(({ type, about }) => factOf(type, about))
      .filter((fact) => (announced.get(fact) ?? 0) > 1)
      .map((fact) => `announced twice: ${fact}`),
    ...more(evidence.stream.map(({ id }) => id)).map((id) => `twice in the stream: ${id}`),
    ...evidence.effects.flatMap(({ consumer, done }) =>
      more(done).map((id) => `${consumer} did it twice: ${id}`),
    ),
    ...more(evidence.mails.map(({ to, messageId }) => `${to} ${messageId}`)).map(
      (mail) => `mailed twice: ${mail}`,
    ),
  ];
}

/** Those that occur more than once. */
function more(values: readonly string[]): string[] {
  return [...counted(values)].filter(([, count]) => count > 1).map(([value]) => value);
}

function phantomsIn(ledger: Ledger, evidence: Evidence, foreign: ReadonlySet<string>): string[] {
  const acknowledged = new Set(ledger.acknowledged.map(({ about }) => about));
  const announced = new Set(evidence.outbox.map(({ id }) => id));
  // Who was never answered may have been heard.
  const unheard = ledger.unknown.length > 0;
  const unknown = (id: string) => !announced.has(id) && !foreign.has(id);
  return [
    ...(unheard
      ? []
      : evidence.visits
          .filter((id) => !acknowledged.has(id))
          .map((id) => `a visit nobody heard of: ${id}`)),
    ...evidence.stream
      .filter(({ id }) => unknown(id))
      .map(({ id }) => `an event that nobody announced: ${id}`),
    ...evidence.effects.flatMap(({ consumer, done }) =>
      done.filter(unknown).map((id) => `${consumer} acted on what nobody announced: ${id}`),
    ),
  ];
}

/** The first time that each event stands in the stream, per aggregate: one after the other, none left out. */
function disorderedIn({ stream, outbox }: Evidence, moved: ReadonlySet<string>): string[] {
  const torn = new Set(stream.filter(({ id }) => moved.has(id)).map(({ key }) => key));
  const announced = new Set(outbox.map(({ id }) => id));
  const last = new Map<string, number>();
  const seen = new Set<string>();
  return stream.flatMap(({ id, key, version }) => {
    if (seen.has(id) || !announced.has(id) || torn.has(key)) {
      return [];
    }
    seen.add(id);
    const before = last.get(key) ?? 0;
    last.set(key, version);
    return version === before + 1 ? [] : [`${key}: ${version} after ${before}`];
  });
}
