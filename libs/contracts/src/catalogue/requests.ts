import { z } from 'zod';
import { defineRequest, type ReplyOf } from '../define-request.ts';
import { id, instant, nothing, nextCursor, paging } from '../paging.ts';

const librarians = ['librarian', 'admin'] as const;

export const publicationKind = z
  .enum(['serial', 'book', 'report', 'press-release', 'leaflet', 'other'])
  .meta({ id: 'PublicationKind' });
export const publicationLanguage = z
  .enum(['id', 'en', 'id-en', 'other'])
  .meta({ id: 'PublicationLanguage' });
/** Who may read a softcopy: anybody, any signed-in reader, or staff. */
export const softcopyAccess = z
  .enum(['public', 'signed-in', 'staff'])
  .meta({ id: 'SoftcopyAccess' });
export const copyCondition = z
  .enum(['good', 'worn', 'damaged', 'lost'])
  .meta({ id: 'CopyCondition' });

const copyLabel = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .describe('Code on the printed label of this copy, such as that of an earlier library system');

export const publicationFields = z.object({
  title: z.string().trim().min(1).max(500),
  series: z.string().trim().max(300).optional(),
  year: z.number().int().min(1800).max(2200).optional().describe('Year of the edition'),
  abstract: z.string().max(20_000).optional().describe('Plain text'),
  subjects: z.array(z.string().trim().min(1).max(120)).max(50).default([]),
  area: z
    .string()
    .regex(/^[0-9]{2,10}$/)
    .optional()
    .describe('BPS region code'),
  areaName: z.string().max(200).optional(),
  kind: publicationKind.default('serial'),
  language: publicationLanguage.default('id'),
  issn: z.string().max(40).optional().describe('As printed'),
  isbn: z.string().max(40).optional().describe('As printed'),
  catalogueNumber: z.string().max(60).optional().describe('As printed; not unique'),
  publicationNumber: z.string().max(60).optional().describe('As printed; not unique'),
  releasedOn: z.iso.date().optional(),
  authors: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
  publisher: z.string().max(300).optional(),
  licence: z.string().max(300).optional(),
});

/** What is to be different; null takes a value away, and what is not named stays. */
const publicationChanges = z.strictObject({
  title: publicationFields.shape.title.optional(),
  series: publicationFields.shape.series.nullable(),
  year: publicationFields.shape.year.nullable(),
  abstract: publicationFields.shape.abstract.nullable(),
  // Without their defaults, which would fill in what is not named.
  subjects: publicationFields.shape.subjects.unwrap().optional(),
  area: publicationFields.shape.area.nullable(),
  areaName: publicationFields.shape.areaName.nullable(),
  kind: publicationFields.shape.kind.unwrap().optional(),
  language: publicationFields.shape.language.unwrap().optional(),
  issn: publicationFields.shape.issn.nullable(),
  isbn: publicationFields.shape.isbn.nullable(),
  catalogueNumber: publicationFields.shape.catalogueNumber.nullable(),
  publicationNumber: publicationFields.shape.publicationNumber.nullable(),
  releasedOn: publicationFields.shape.releasedOn.nullable(),
  authors: publicationFields.shape.authors.unwrap().optional(),
  publisher: publicationFields.shape.publisher.nullable(),
  licence: publicationFields.shape.licence.nullable(),
});

/** Why a record was changed, for whoever reads its history; nothing of a person. */
const changeReason = z.string().trim().min(1).max(300).optional();

export const copy = z
  .object({
    id,
    shelfMark: z.string(),
    label: copyLabel.nullable(),
    condition: copyCondition,
    available: z.boolean(),
  })
  .meta({ id: 'Copy' });

export const softcopy = z
  .object({
    id,
    version: z.number().int(),
    bytes: z.number().int(),
    pages: z.number().int(),
    sha256: z.string(),
    access: softcopyAccess,
    addedAt: instant,
  })
  .meta({ id: 'Softcopy' });

export const publication = publicationFields
  .extend({
    id,
    copies: z.array(copy),
    softcopy: softcopy.nullable().describe('The current version'),
    hasCover: z.boolean().describe('Whether the first page of the PDF can be seen by everybody'),
    withdrawn: z.boolean(),
    mergedInto: id.nullable().describe('The record that took the place of this one'),
    addedAt: instant,
    changedAt: instant,
  })
  .meta({ id: 'Publication' });
export type Publication = z.infer<typeof publication>;

export const publicationHit = z
  .object({
    id,
    title: z.string(),
    titleHighlighted: z.string().describe('Escaped HTML; matches in <mark>'),
    snippet: z.string().nullable().describe('Escaped HTML; matches in <mark>'),
    series: z.string().nullable(),
    year: z.number().int().nullable(),
    kind: publicationKind,
    language: publicationLanguage,
    areaName: z.string().nullable(),
    subjects: z.array(z.string()),
    hasSoftcopy: z.boolean(),
    hasCover: z.boolean(),
    hardcopies: z.number().int(),
    pages: z.number().int().nullable(),
  })
  .meta({ id: 'PublicationHit' });

const facet = z.array(
  z.object({
    value: z.string(),
    name: z.string().optional().describe('As people say it, where the value is a code'),
    count: z.number().int(),
  }),
);

/** Words, and what a record must be beside. */
export const searchFilters = z.object({
  q: z.string().trim().max(300).optional(),
  year: z.coerce.number().int().min(0).max(9_999).optional(),
  subject: z.string().max(120).optional(),
  area: z.string().max(10).optional(),
  kind: publicationKind.optional(),
  availability: z.enum(['softcopy', 'hardcopy']).optional(),
});
export type SearchFilters = z.infer<typeof searchFilters>;

export const searchPublications = defineRequest('catalogue.search-publications', {
  allow: 'anyone',
  request: paging.extend({
    ...searchFilters.shape,
    sort: z.enum(['relevance', 'newest', 'title']).optional(),
  }),
  reply: z
    .object({
      items: z.array(publicationHit),
      nextCursor,
      total: z.number().int(),
      facets: z.object({
        year: facet,
        subject: facet,
        area: facet.describe('value = region code'),
        kind: facet,
        availability: facet,
      }),
      suggestion: z.string().nullable().describe('Did you mean'),
      loosely: z.boolean().describe('No record has every word; these have most of them'),
    })
    .meta({ id: 'PublicationSearch' }),
});

export const suggestTitles = defineRequest('catalogue.suggest-titles', {
  allow: 'anyone',
  request: z.object({ q: z.string().trim().min(1).max(100) }),
  reply: z
    .object({ items: z.array(z.object({ text: z.string(), publicationId: id.nullable() })) })
    .meta({ id: 'Suggestions' }),
});

export const readPublication = defineRequest('catalogue.read-publication', {
  allow: 'anyone',
  request: z.object({ publicationId: id }),
  reply: publication,
});

export const citationFormat = z.enum(['bibtex', 'ris', 'csl-json', 'apa']);

export const citePublication = defineRequest('catalogue.cite-publication', {
  allow: 'anyone',
  request: z.object({ publicationId: id, format: citationFormat.default('apa') }),
  reply: z.object({ contentType: z.string(), fileName: z.string(), text: z.string() }),
});

const exportFormat = z
  .enum(['csv', 'marc21', 'marcxml', 'mods', 'dublin-core', 'bibtex', 'ris', 'csl-json'])
  .meta({ id: 'ExportFormat' });
const exportedText = z.object({ contentType: z.string(), fileName: z.string(), text: z.string() });

/** One record for another system. */
export const exportPublication = defineRequest('catalogue.export-publication', {
  allow: 'anyone',
  request: z.object({ publicationId: id, format: exportFormat }),
  reply: exportedText,
});

/** The whole catalogue, part by part: `after` of one part is asked for with the next, null ends it. */
export const exportPublications = defineRequest('catalogue.export-publications', {
  allow: librarians,
  request: z.object({ format: exportFormat, after: id.optional() }),
  reply: exportedText.extend({ after: id.nullable() }),
});

/** Where the bytes of a file lie; the gateway streams them, they never cross the bus. */
export const storedFile = z.object({
  objectKey: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  fileName: z.string(),
  contentType: z.string(),
});
export type StoredFile = z.infer<typeof storedFile>;

/** Opens the current softcopy for reading if the caller may. */
export const openSoftcopy = defineRequest('catalogue.open-softcopy', {
  allow: 'anyone',
  request: z.object({
    publicationId: id,
    /** False for the pieces of a book that is open, and for robots: one reading counts once. */
    counts: z.boolean().default(true),
  }),
  reply: storedFile,
});

/** Page 1 of the PDF as a JPEG of at most 360 x 510 pixels; 404 while there is none that the caller may see. */
export const openCover = defineRequest('catalogue.open-cover', {
  allow: 'anyone',
  request: z.object({ publicationId: id }),
  reply: storedFile,
});

export const addPublication = defineRequest('catalogue.add-publication', {
  allow: librarians,
  request: publicationFields.strict().meta({ id: 'AddPublication' }),
  reply: publication,
});

export const changePublication = defineRequest('catalogue.change-publication', {
  allow: librarians,
  request: publicationChanges
    .extend({ publicationId: id, reason: changeReason })
    .meta({ id: 'ChangePublication' }),
  reply: publication,
});

/** A tombstone: the record stays, marked withdrawn, and is no longer found. */
export const withdrawPublication = defineRequest('catalogue.withdraw-publication', {
  allow: librarians,
  request: z.object({ publicationId: id, reason: changeReason }),
  reply: nothing,
});

/**
 * Two records were one publication: copies move to `intoId`, so does the PDF when there is none, what is
 * not known there is taken over, and the old id answers from then on with where it went.
 */
export const mergePublications = defineRequest('catalogue.merge-publications', {
  allow: librarians,
  request: z
    .strictObject({ publicationId: id, intoId: id, reason: changeReason })
    .meta({ id: 'MergePublications' }),
  reply: publication,
});

/** The same to many at once; what is withdrawn already or of another office is left out. */
export const changePublications = defineRequest('catalogue.change-publications', {
  allow: librarians,
  timeoutMs: 30_000,
  request: z
    .strictObject({
      publicationIds: z.array(id).min(1).max(200),
      change: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('withdraw') }),
        z.strictObject({ kind: z.literal('access'), access: softcopyAccess }),
        z.strictObject({
          kind: z.literal('subjects'),
          add: publicationFields.shape.subjects,
          remove: publicationFields.shape.subjects,
        }),
        z.strictObject({ kind: z.literal('licence'), licence: z.string().max(300) }),
      ]),
      reason: changeReason,
    })
    .meta({ id: 'ChangePublications' }),
  reply: z.object({ changed: z.array(id), unchanged: z.array(id), notFound: z.array(id) }),
});

/** Publications that look like the same one: equal words in the title, and no two different years. */
export const findDuplicates = defineRequest('catalogue.find-duplicates', {
  allow: librarians,
  request: z.object({}),
  reply: z.object({
    groups: z
      .array(
        z.array(
          z.object({
            id,
            title: z.string(),
            year: z.number().int().nullable(),
            releasedOn: z.string().nullable(),
            hardcopies: z.number().int(),
            pages: z.number().int().nullable(),
            source: z.string().nullable(),
          }),
        ),
      )
      .describe('The first hundred'),
  }),
});

const changedValue = z.union([z.string(), z.number(), z.array(z.string())]).nullable();

export const readHistory = defineRequest('catalogue.read-history', {
  allow: librarians,
  request: z.object({ publicationId: id }),
  reply: z.object({
    items: z
      .array(
        z
          .object({
            seq: z.number().int(),
            at: instant,
            action: z.enum([
              'added',
              'changed',
              'withdrawn',
              'merged',
              'softcopy-added',
              'access-changed',
              'copy-added',
              'copy-changed',
            ]),
            actorId: id.nullable().describe('Null: an import'),
            reason: z.string().nullable(),
            fields: z.array(z.object({ field: z.string(), from: changedValue, to: changedValue })),
          })
          .meta({ id: 'PublicationChange' }),
      )
      .describe('The newest first'),
  }),
});
export type PublicationChange = ReplyOf<typeof readHistory>['items'][number];

/** Who may read the current PDF from now on. */
export const changeAccess = defineRequest('catalogue.change-access', {
  allow: librarians,
  request: z
    .strictObject({ publicationId: id, access: softcopyAccess, reason: changeReason })
    .meta({ id: 'ChangeAccess' }),
  reply: publication,
});

/** A copy's place, label or condition; a lost one is no longer offered. */
export const changeCopy = defineRequest('catalogue.change-copy', {
  allow: librarians,
  request: z
    .strictObject({
      publicationId: id,
      copyId: id,
      shelfMark: z.string().trim().min(1).max(60).optional(),
      label: copyLabel.nullish(),
      condition: copyCondition.optional(),
      reason: changeReason,
    })
    .meta({ id: 'ChangeCopy' }),
  reply: copy,
});

export const addCopy = defineRequest('catalogue.add-copy', {
  allow: librarians,
  request: z
    .strictObject({
      publicationId: id,
      shelfMark: z.string().trim().min(1).max(60),
      label: copyLabel.optional(),
      condition: copyCondition.default('good'),
    })
    .meta({ id: 'AddCopy' }),
  reply: copy,
});

/**
 * Hardcopies by what an officer has at hand: a shelf mark, a copy's label, the ISBN or ISSN of the
 * printed barcode, or words of the title. Lost copies are not found.
 */
export const findCopies = defineRequest('catalogue.find-copies', {
  allow: ['officer', 'librarian', 'head', 'admin'],
  request: z.object({ q: z.string().trim().min(2).max(100) }),
  reply: z
    .object({
      items: z.array(
        z.object({
          copyId: id,
          publicationId: id,
          title: z.string(),
          year: z.number().int().nullable(),
          shelfMark: z.string(),
          condition: copyCondition,
        }),
      ),
    })
    .meta({ id: 'FoundCopies' }),
});

/** The gateway has put an uploaded PDF into object storage; the catalogue inspects and accepts it. */
export const acceptSoftcopy = defineRequest('catalogue.accept-softcopy', {
  allow: librarians,
  timeoutMs: 60_000,
  request: z.object({
    publicationId: id,
    incomingKey: z.string().min(1).max(300),
    fileName: z.string().max(300),
    access: softcopyAccess.default('signed-in'),
  }),
  reply: softcopy,
});

export const importSource = z
  .enum(['bps-webapi', 'marc21', 'marcxml', 'csv', 'slims-csv'])
  .meta({ id: 'ImportSource' });

export const importJob = z
  .object({
    id,
    source: importSource,
    dryRun: z.boolean(),
    state: z.enum(['queued', 'running', 'done', 'failed']),
    total: z.number().int().nullable(),
    processed: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    refused: z.number().int(),
    errors: z
      .array(
        z.object({
          record: z.string().describe('Where it stands in the list, and its own number'),
          field: z.string().nullable(),
          problem: z.enum(['missing', 'too-long', 'invalid', 'unreadable', 'source']),
          message: z.string().describe('In English, for whoever mends the list'),
        }),
      )
      .describe('The first hundred'),
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'ImportJob' });

/**
 * Brings a list in, record by record. The gateway has put a file into object storage; a record that is
 * wrong is left out and named, and the same list twice changes nothing.
 */
export const startImport = defineRequest('catalogue.start-import', {
  allow: librarians,
  request: z
    .strictObject({
      source: importSource,
      dryRun: z.boolean().default(false),
      /** bps-webapi: the PDFs as well; their links expire, so that they are fetched one by one. */
      files: z.boolean().default(false),
      /** bps-webapi: the office whose list is read; default the own office. */
      domain: z
        .string()
        .regex(/^[0-9]{4}$/)
        .optional(),
      incomingKey: z.string().min(1).max(300).optional(),
    })
    .refine(
      ({ source, incomingKey }) => (source === 'bps-webapi') === (incomingKey === undefined),
      {
        path: ['source'],
        message: 'A list from a file comes with the file, the WebAPI without one',
      },
    )
    .meta({ id: 'StartImport' }),
  reply: importJob,
});

export const readImport = defineRequest('catalogue.read-import', {
  allow: librarians,
  request: z.object({ importId: id }),
  reply: importJob,
});

export const listImports = defineRequest('catalogue.list-imports', {
  allow: librarians,
  request: z.object({}),
  reply: z.object({ items: z.array(importJob) }),
});
