import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id } from '../paging.ts';
import { publication } from './requests.ts';

/** A whole answer in a form that another standard prescribes; the gateway passes it on as it is. */
const standardDocument = z.object({ contentType: z.string(), text: z.string() });

/** An argument as it came: twice where it was given twice, which only the protocol may refuse. */
const argument = z
  .union([z.string().max(2_000), z.array(z.string().max(2_000)).max(20)])
  .optional();

/** One OAI-PMH 2.0 request. What is wrong with it is answered in the protocol's own way, in the document. */
export const harvestRecords = defineRequest('catalogue.harvest-records', {
  allow: 'anyone',
  request: z.looseObject({
    verb: argument,
    identifier: argument,
    metadataPrefix: argument,
    from: argument,
    until: argument,
    set: argument,
    resumptionToken: argument,
  }),
  reply: standardDocument,
});

/** One SRU 1.2 or 2.0 request: a search in CQL, or `explain`. Diagnostics are in the document. */
export const retrieveRecords = defineRequest('catalogue.retrieve-records', {
  allow: 'anyone',
  request: z.looseObject({
    version: argument,
    operation: argument,
    query: argument,
    startRecord: argument,
    maximumRecords: argument,
    recordSchema: argument,
    recordPacking: argument,
    recordXMLEscaping: argument,
    sortKeys: argument,
  }),
  reply: standardDocument,
});

/** The sitemap's index, or the addresses in one part of it. */
export const writeSitemap = defineRequest('catalogue.write-sitemap', {
  allow: 'anyone',
  request: z.object({ part: z.coerce.number().int().min(1).max(50_000).optional() }),
  reply: standardDocument,
});

/** The publications that came last, as RSS 2.0. */
export const writeNews = defineRequest('catalogue.write-news', {
  allow: 'anyone',
  request: z.object({}),
  reply: standardDocument,
});

/** Several publications as `read-publication` shows each, in the order asked; unknown ones are left out. */
export const describePublications = defineRequest('catalogue.describe-publications', {
  allow: 'anyone',
  request: z.object({ publicationIds: z.array(id).max(40) }),
  reply: z.object({ items: z.array(publication) }),
});
