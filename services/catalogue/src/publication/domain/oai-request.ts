/** Why a request cannot be answered, in the words of OAI-PMH 2.0 (section 3.6). */
export type OaiErrorCode =
  | 'badArgument'
  | 'badResumptionToken'
  | 'badVerb'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch';

/** A refusal that OAI-PMH answers inside the document; HTTP says 200 all the same. */
export class OaiError extends Error {
  override readonly name = 'OaiError';

  constructor(
    readonly code: OaiErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** Which records a list is about; the times are instants, `before` is past the last one. */
export interface Selection {
  readonly metadataPrefix: string;
  readonly from: Date | null;
  readonly before: Date | null;
  readonly set: string | null;
}

type List = 'ListRecords' | 'ListIdentifiers';

export type OaiRequest =
  | { readonly verb: 'Identify' | 'ListSets' }
  | { readonly verb: 'ListMetadataFormats'; readonly identifier: string | undefined }
  | { readonly verb: 'GetRecord'; readonly identifier: string; readonly metadataPrefix: string }
  | { readonly verb: List; readonly selection: Selection }
  | { readonly verb: List; readonly resumptionToken: string };

type Given = Readonly<Record<string, unknown>>;

const LIST = { needs: ['metadataPrefix'], takes: ['metadataPrefix', 'from', 'until', 'set'] };
const VERBS: Record<OaiRequest['verb'], { needs: string[]; takes: string[] }> = {
  Identify: { needs: [], takes: [] },
  ListMetadataFormats: { needs: [], takes: ['identifier'] },
  ListSets: { needs: [], takes: [] },
  GetRecord: {
    needs: ['identifier', 'metadataPrefix'],
    takes: ['identifier', 'metadataPrefix'],
  },
  ListIdentifiers: LIST,
  ListRecords: LIST,
};

/** An argument of another form could not even be repeated in a valid answer. */
const FORMS: Readonly<Record<string, RegExp>> = {
  identifier: /^[^\s"<>\\^`{|}]+$/,
  metadataPrefix: /^[\w\-.!~*'()]+$/,
  set: /^[\w\-.!~*'()]+(:[\w\-.!~*'()]+)*$/,
};

const isVerb = (verb: unknown): verb is OaiRequest['verb'] =>
  typeof verb === 'string' && Object.hasOwn(VERBS, verb);

/** Reads the arguments as they came; throws `badVerb` or `badArgument`. */
export function readOaiRequest({ verb, ...given }: Given): OaiRequest {
  if (!isVerb(verb)) {
    throw new OaiError('badVerb', 'The verb is missing, repeated or not one of OAI-PMH 2.0');
  }
  const text = (name: string): string | undefined => {
    const value = given[name];
    if (value !== undefined && (typeof value !== 'string' || value === '')) {
      throw new OaiError('badArgument', `${name} is empty or given more than once`);
    }
    if (value !== undefined && FORMS[name]?.test(value) === false) {
      throw new OaiError('badArgument', `${name} holds signs that it must not`);
    }
    return value;
  };
  const resumptionToken = verb.startsWith('List') ? text('resumptionToken') : undefined;
  if (resumptionToken !== undefined) {
    return { verb: resumable(verb, Object.keys(given)), resumptionToken };
  }
  const { needs, takes } = VERBS[verb];
  const illegal = Object.keys(given).find((name) => !takes.includes(name));
  if (illegal !== undefined) {
    throw new OaiError('badArgument', `${verb} takes no argument ${illegal}`);
  }
  const required = (name: string): string => {
    const value = text(name);
    if (value === undefined) {
      throw new OaiError('badArgument', `${verb} needs ${needs.join(' and ')}`);
    }
    return value;
  };
  switch (verb) {
    case 'Identify':
    case 'ListSets':
      return { verb };
    case 'ListMetadataFormats':
      return { verb, identifier: text('identifier') };
    case 'GetRecord': {
      const identifier = required('identifier');
      return { verb, identifier, metadataPrefix: required('metadataPrefix') };
    }
    case 'ListIdentifiers':
    case 'ListRecords': {
      const metadataPrefix = required('metadataPrefix');
      const period = periodOf(text('from'), text('until'));
      return { verb, selection: { metadataPrefix, ...period, set: text('set') ?? null } };
    }
  }
}

/** Formats and sets come in one piece, so nobody has a token of theirs. */
function resumable(verb: OaiRequest['verb'], given: readonly string[]): List {
  if (given.length > 1) {
    throw new OaiError('badArgument', 'resumptionToken is an exclusive argument');
  }
  if (verb !== 'ListIdentifiers' && verb !== 'ListRecords') {
    throw new OaiError('badResumptionToken', `${verb} is answered in one piece`);
  }
  return verb;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SECOND = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Both ends belong to the period: a day to its last second, a second to its last millisecond. */
function periodOf(from: string | undefined, until: string | undefined) {
  if (from !== undefined && until !== undefined && from.length !== until.length) {
    throw new OaiError('badArgument', 'from and until have different granularities');
  }
  const begins = from === undefined ? null : instantOf(from);
  const ends = until === undefined ? null : instantOf(until);
  if (begins !== null && ends !== null && begins > ends) {
    throw new OaiError('badArgument', 'from is later than until');
  }
  const lengthMs = until !== undefined && DAY.test(until) ? 86_400_000 : 1_000;
  return { from: begins, before: ends === null ? null : new Date(ends.getTime() + lengthMs) };
}

function instantOf(text: string): Date {
  const instant = new Date(text);
  const written = DAY.test(text) || SECOND.test(text);
  // 31 February is a date to JavaScript, and another one than was written.
  if (
    !written ||
    Number.isNaN(instant.getTime()) ||
    !instant.toISOString().startsWith(text.replace('Z', ''))
  ) {
    throw new OaiError('badArgument', 'A date is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, in UTC');
  }
  return instant;
}
