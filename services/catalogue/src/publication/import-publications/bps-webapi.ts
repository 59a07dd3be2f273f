import { setTimeout as pause } from 'node:timers/promises';
import { decode } from 'html-entities';
import { z } from 'zod';
import {
  errorsOf,
  recordOf,
  seriesOf,
  yearOf,
  type ImportedRecord,
  type RecordError,
} from './records.ts';

/** A publication as the list and the detail of the BPS WebAPI have it (service-domain 1.8). */
const listed = z.object({
  pub_id: z.string().regex(/^[0-9a-f]{24}$/),
  title: z.string(),
  abstract: z.string().nullish(),
  issn: z.string().nullish(),
  rl_date: z.string().nullish(),
  kat_no: z.string().nullish(),
  pub_no: z.string().nullish(),
  pdf: z.string().nullish(),
});
const paging = z.object({ page: z.number(), pages: z.number(), total: z.number().optional() });
/** Nothing found is `data: ""` with status OK; an error comes with HTTP 200 as well. */
const list = z.union([
  z.object({ status: z.literal('OK'), data: z.tuple([paging, z.array(z.unknown())]) }),
  z.object({ status: z.literal('OK'), data: z.literal('') }),
  z.object({ status: z.literal('Error'), message: z.string() }),
]);
const detail = z.union([
  z.object({ status: z.literal('OK'), data: listed }),
  z.object({ status: z.literal('OK'), data: z.literal('') }),
  z.object({ status: z.literal('Error'), message: z.string() }),
]);

/** One page of the list. */
export interface WebApiPage {
  readonly pages: number;
  readonly total: number;
  readonly records: readonly unknown[];
}

/** Reads a list answer; throws with the WebAPI's own message when it is an error. */
export function readListPage(answer: unknown): WebApiPage {
  const parsed = list.parse(answer);
  if (parsed.status === 'Error') {
    throw new Error(`The BPS WebAPI answers: ${parsed.message}`);
  }
  if (parsed.data === '') {
    return { pages: 0, total: 0, records: [] };
  }
  const [{ pages, total }, records] = parsed.data;
  return { pages, total: total ?? records.length, records };
}

/** Reads a detail answer; undefined when there is none. */
export function readDetail(answer: unknown): unknown {
  const parsed = detail.safeParse(answer);
  return parsed.success && parsed.data.status === 'OK' && parsed.data.data !== ''
    ? parsed.data.data
    : undefined;
}

/** A WebAPI record in our terms. What it calls ISSN may be an ISBN or a dash; dates may be anything. */
export function fromWebApi(
  record: unknown,
  { domain, areaName }: { domain: string; areaName?: string | undefined },
): ImportedRecord | RecordError[] {
  const parsed = listed.safeParse(record);
  if (!parsed.success) {
    return errorsOf(idOf(record), parsed.error);
  }
  const { pub_id: sourceId, title, abstract, issn, rl_date, kat_no, pub_no, pdf } = parsed.data;
  const plainTitle = plain(title);
  const releasedOn = z.iso.date().safeParse(rl_date ?? '').data;
  const number = issn?.trim() ?? '';
  const isIsbn = /^97[89]/.test(number.replaceAll(/[^0-9]/g, ''));
  const outcome = recordOf(
    { source: 'bps-webapi', sourceId },
    {
      title: plainTitle,
      series: seriesOf(plainTitle),
      year: yearOf(plainTitle, releasedOn),
      abstract: abstract ? plain(abstract) : undefined,
      area: domain,
      areaName,
      kind: 'serial',
      releasedOn,
      issn: /\d/.test(number) && !isIsbn ? number : undefined,
      isbn: isIsbn ? number : undefined,
      catalogueNumber: kat_no || undefined,
      publicationNumber: pub_no || undefined,
      publisher: 'Badan Pusat Statistik',
      authors: [],
    },
  );
  return Array.isArray(outcome) || !pdf ? outcome : { ...outcome, pdf };
}

function idOf(record: unknown): string {
  return z.object({ pub_id: z.string() }).safeParse(record).data?.pub_id ?? '?';
}

/** Text of HTML that was sometimes escaped once more. */
function plain(html: string): string {
  return decode(html)
    .replaceAll(/<br\s*\/?>|<\/p>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/[ \t\u00a0\ufeff]+/g, ' ')
    .trim();
}

/**
 * The publications of one office from the one after `done`, page by page, with the numbers that only the
 * detail has. The service behind it stumbles over hasty callers, so there is a pause between calls, and
 * a call that fails is made again twice.
 */
export async function* publicationsOf(
  domain: string,
  done: number,
  api: { url: string; key: string; pauseMs: number },
): AsyncGenerator<{ total: number; record: unknown }> {
  const get = async (path: string) => {
    for (let attempt = 1; ; attempt += 1) {
      await pause(api.pauseMs * attempt);
      try {
        const response = await fetch(`${api.url}${path}`, { signal: AbortSignal.timeout(20_000) });
        return (await response.json()) as unknown;
      } catch (error) {
        if (attempt === 3) {
          throw new Error('The BPS WebAPI cannot be reached', { cause: error });
        }
      }
    }
  };
  const common = `model/publication/lang/ind/domain/${domain}`;
  let passed = 0;
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const found = readListPage(await get(`/list/${common}/page/${page}/key/${api.key}/`));
    pages = found.pages;
    for (const record of found.records) {
      passed += 1;
      if (passed <= done) {
        continue;
      }
      const id = idOf(record);
      const more = readDetail(await get(`/view/${common}/id/${id}/key/${api.key}/`));
      yield { total: found.total, record: more ?? record };
    }
  }
}
