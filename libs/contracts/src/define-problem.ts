import type { z } from 'zod';
import type { Language } from './actor.ts';

type Text<Params> = Record<Language, string | ((params: Params) => string)>;

export interface ProblemContract<Params extends z.ZodObject = z.ZodObject> {
  /** Stable; the last part of the problem's `type`. Clients act on it, never on the text. */
  readonly slug: string;
  readonly status: number;
  readonly params: Params;
  title(language: Language): string;
  detail(language: Language, params: z.output<Params>): string;
  error(params: z.input<Params>): ProblemError;
}

/** One invalid field of a request: where it is and what to do about it. */
export interface InvalidField {
  readonly path: string;
  readonly message: string;
}

/** A broken rule on its way to the client; the gateway words it (RFC 9457) in the reader's language. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly slug: string,
    readonly status: number,
    /** Machine-readable facts of this occurrence, such as `opensAt`; never personal data. */
    readonly params: Readonly<Record<string, unknown>> = {},
    readonly errors?: readonly InvalidField[],
  ) {
    super(slug);
  }
}

const contracts = new Map<string, ProblemContract>();

/** The problem of that slug, or undefined when nobody defined it. */
export function problemBySlug(slug: string): ProblemContract | undefined {
  return contracts.get(slug);
}

/** Every problem the system can answer with, for the documentation. */
export function allProblems(): readonly ProblemContract[] {
  return [...contracts.values()];
}

/** A named way in which a request can be refused, with its words in both languages. */
export function defineProblem<Params extends z.ZodObject>(
  slug: string,
  problem: {
    status: number;
    params: Params;
    title: Record<Language, string>;
    detail: Text<z.output<Params>>;
  },
): ProblemContract<Params> {
  if (contracts.has(slug)) {
    throw new Error(`The problem ${slug} is defined twice`);
  }
  const contract: ProblemContract<Params> = {
    slug,
    status: problem.status,
    params: problem.params,
    title: (language) => problem.title[language],
    detail: (language, params) => {
      const text = problem.detail[language];
      return typeof text === 'string' ? text : text(params);
    },
    error: (params) => new ProblemError(slug, problem.status, problem.params.parse(params)),
  };
  contracts.set(slug, contract as unknown as ProblemContract);
  return contract;
}
