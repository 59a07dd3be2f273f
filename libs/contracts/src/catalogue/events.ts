import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, instant } from '../paging.ts';
import { publicationKind, publicationLanguage, softcopyAccess } from './requests.ts';

const record = z.object({
  publicationId: id,
  title: z.string(),
  series: z.string().nullable(),
  year: z.number().int().nullable(),
  kind: publicationKind,
  language: publicationLanguage,
  area: z.string().nullable(),
  subjects: z.array(z.string()),
  publisher: z.string().nullable().optional(),
});

/** A publication entered the catalogue. */
export const publicationAdded = defineEvent('catalogue.publication.added.v1', record);

/** A publication's description changed; the event carries the whole new description. */
export const publicationChanged = defineEvent('catalogue.publication.changed.v1', record);

/** A publication was withdrawn; its record stays as a tombstone. */
export const publicationWithdrawn = defineEvent(
  'catalogue.publication.withdrawn.v1',
  z.object({
    publicationId: id,
    /** The record that took its place, when it was a duplicate. */
    mergedInto: id.optional(),
  }),
);

/** A PDF version is there; `objectKey` names its bytes in object storage. */
export const softcopyAdded = defineEvent(
  'catalogue.softcopy.added.v1',
  z.object({
    publicationId: id,
    softcopyId: id,
    version: z.number().int(),
    bytes: z.number().int(),
    pages: z.number().int(),
    sha256: z.string(),
    access: softcopyAccess,
    objectKey: z.string(),
    fileName: z.string(),
  }),
);

/** A PDF version may be read by others than before. */
export const softcopyAccessChanged = defineEvent(
  'catalogue.softcopy.access-changed.v1',
  z.object({ publicationId: id, softcopyId: id, access: softcopyAccess }),
);

/** The first page of a PDF was drawn; it is the publication's cover unless only staff may read it. */
export const coverDrawn = defineEvent(
  'catalogue.cover.drawn.v1',
  z.object({ publicationId: id, softcopyId: id }),
);

/** Somebody opened a softcopy in the reader. */
export const softcopyRead = defineEvent(
  'catalogue.softcopy.read.v1',
  z.object({
    publicationId: id,
    softcopyId: id,
    accountId: id.nullable(),
    /** Read at the desk PC of this visit. */
    visitId: id.optional(),
    readAt: instant,
    /** The reader's first use of it in the hour: what COUNTER calls a unique use. */
    firstInHour: z.boolean().optional(),
  }),
);

/** A hardcopy came to the shelf. */
export const copyAdded = defineEvent(
  'catalogue.copy.added.v1',
  z.object({ publicationId: id, copyId: id, shelfMark: z.string() }),
);

/**
 * Searches of a short while, counted; what was typed is never told. Those made at the desk PC of a visit
 * are a sum of their own.
 */
export const searchPerformed = defineEvent(
  'catalogue.search.performed.v1',
  z.object({
    searches: z.number().int().positive(),
    withoutResult: z.number().int().nonnegative(),
    visitId: id.optional(),
    from: instant,
    to: instant,
  }),
);

/** What a reader follows is there; found once for a reader, and at most once a day. */
export const newsFound = defineEvent(
  'catalogue.news.found.v1',
  z.object({
    accountId: id,
    publications: z.array(z.object({ publicationId: id, title: z.string() })).min(1),
    /** Found as well and not named. */
    more: z.number().int().nonnegative(),
  }),
);
