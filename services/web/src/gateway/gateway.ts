import type { Challenge } from 'altcha-lib/types';
import { currentLanguage } from '../language/language.ts';
import { solve } from './proof-of-work.ts';

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

interface ProblemDocument {
  type?: string;
  title?: string;
  detail?: string;
  instance?: string;
  errors?: { path: string | (string | number)[]; message: string }[];
  opensAt?: string;
  challenge?: Challenge;
}

/** An RFC 9457 answer of the gateway; status 0 when it could not be reached at all. */
export class Problem extends Error {
  readonly slug: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string | undefined;
  readonly errors: readonly FieldError[];
  /** Only of `proof-of-work-needed`. */
  readonly challenge: Challenge | undefined;

  constructor(status: number, document: ProblemDocument) {
    super(document.title ?? 'Problem');
    this.status = status;
    this.slug = document.type?.split('/').at(-1) ?? 'unexpected';
    this.detail = document.detail ?? '';
    this.instance = document.instance;
    this.challenge = document.challenge;
    this.errors = (document.errors ?? []).map(({ path, message }) => ({
      path: Array.isArray(path) ? path.join('.') : path.replace(/^\//, '').replaceAll('/', '.'),
      message,
    }));
  }

  /** Worth sending again as it is: nobody has judged the request yet. */
  get unanswered(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export const unreachable = () =>
  new Problem(0, {
    type: 'unreachable',
    ...(currentLanguage() === 'id'
      ? {
          title: 'Tidak tersambung',
          detail: 'Layanan belum dapat dihubungi. Coba lagi sebentar lagi.',
        }
      : { title: 'Not connected', detail: 'The service cannot be reached. Try again shortly.' }),
  });

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** Idempotency-Key; the same one when a request is sent again. */
  readonly key?: string;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/**
 * Asks the gateway; where it wants a proof of work first, does the work and asks again.
 *
 * @throws Problem for every answer that is not a success.
 */
export async function ask<Reply>(path: string, request: Ask = {}): Promise<Reply> {
  try {
    return await askOnce<Reply>(path, request);
  } catch (error) {
    const challenge = error instanceof Problem ? error.challenge : undefined;
    const proof = challenge === undefined ? undefined : await solve(challenge);
    if (proof === undefined) {
      throw error;
    }
    return askOnce<Reply>(path, {
      ...request,
      headers: { ...request.headers, 'X-Proof-Of-Work': proof },
    });
  }
}

async function askOnce<Reply>(path: string, request: Ask): Promise<Reply> {
  const method = request.method ?? 'GET';
  const headers: Record<string, string> = {
    'Accept-Language': currentLanguage(),
    Accept: 'application/json, application/problem+json',
    ...request.headers,
  };
  if (method !== 'GET') {
    headers['X-Requested-With'] = 'pst-web';
    headers['Idempotency-Key'] = request.key ?? crypto.randomUUID();
    if (request.body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
  }
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: request.signal ?? null,
    });
  } catch (error) {
    if (request.signal?.aborted) {
      throw error;
    }
    throw unreachable();
  }
  const text = await response.text();
  if (!response.ok) {
    throw problemOf(response.status, text);
  }
  // The gateway writes every answer by the contract that `Reply` is inferred from.
  return (text === '' ? null : JSON.parse(text)) as Reply;
}

/**
 * Saves an answer in the form `accept` names as a file.
 *
 * @throws Problem for every answer that is not a success.
 */
export async function download(
  path: string,
  accept: string,
  fileName: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  let response: Response;
  try {
    response = await fetch(path, {
      headers: { 'Accept-Language': currentLanguage(), Accept: accept, ...headers },
    });
  } catch {
    throw unreachable();
  }
  if (!response.ok) {
    throw problemOf(response.status, await response.text());
  }
  saveAs(await response.blob(), fileName);
}

export function saveAs(content: Blob, fileName: string): void {
  const address = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: address, download: fileName });
  link.click();
  URL.revokeObjectURL(address);
}

/** The problem that the text of an answer tells of. */
export function problemOf(status: number, text: string): Problem {
  return new Problem(status, documentOf(text));
}

function documentOf(text: string): ProblemDocument {
  try {
    return JSON.parse(text) as ProblemDocument;
  } catch {
    // A proxy in between answered in its own words; they mean nothing to the reader.
    return currentLanguage() === 'id'
      ? { title: 'Terjadi kesalahan', detail: 'Jawaban server tidak dapat dibaca. Coba lagi.' }
      : { title: 'Something went wrong', detail: 'The answer could not be read. Try again.' };
  }
}

export function query(parameters: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
