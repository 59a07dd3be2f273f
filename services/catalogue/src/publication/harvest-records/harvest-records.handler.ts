import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { harvestRecords, type RequestOf } from '@pst/contracts';
import { Answers, Config, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import {
  OaiError,
  readOaiRequest,
  type OaiRequest,
  type Selection,
} from '../domain/oai-request.ts';
import { setOf, setSpecOf, type SetKind } from '../domain/oai-set.ts';
import { Publication } from '../domain/publication.ts';
import { element, xmlDocument, type Xml } from '@pst/xml';
import { RECORD_FORMATS, type RecordFormat } from '../record-formats.ts';
import { readResumptionToken, writeResumptionToken, type Position } from './resumption-token.ts';

type Given = RequestOf<typeof harvestRecords>;
type Verb = OaiRequest['verb'];

const NAMESPACE = 'http://www.openarchives.org/OAI/2.0/';
/** Records of one answer, and the length at which it is full earlier: the bus carries a megabyte. */
const MOST_RECORDS = 100;
const FULL_AT_LENGTH = 400_000;
/** The most used; a harvester may ask for any other set by its name all the same. */
const MOST_SETS = 1_000;

const IN_SET: Record<SetKind, string> = {
  kind: 'publication.kind = :value',
  area: 'publication.area = :value',
  subject: ':value = any(publication.subjects)',
};

/**
 * OAI-PMH 2.0 for union catalogues. A list goes by the records' ids, which never change: an edit during
 * a harvest moves no record, so that none is skipped or told twice.
 */
@Controller()
export class HarvestRecordsHandler {
  private readonly baseUrl: string;
  /** The office's own domain, which outlives the address of this server. */
  private readonly namespace: string;

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    @Office() private readonly profile: OfficeProfile,
    @Config() private readonly config: CatalogueConfig,
  ) {
    this.baseUrl = new URL('/oai', config.PUBLIC_URL).href;
    this.namespace = `oai:${new URL(profile.office.website).hostname}:`;
  }

  @Answers(harvestRecords)
  async handle(given: Given, { office }: Caller) {
    const now = this.clock.now();
    let echoed = Object.entries(given);
    let content: Xml;
    try {
      const request = readOaiRequest(given);
      content = element(request.verb, {}, await this.answer(request, office));
    } catch (error) {
      if (!(error instanceof OaiError)) {
        throw error;
      }
      // The arguments of a request that makes no sense are not repeated.
      if (error.code === 'badVerb' || error.code === 'badArgument') {
        echoed = [];
      }
      content = element('error', { code: error.code }, error.message);
    }
    const repeated = Object.fromEntries(echoed.map(([name, value]) => [name, String(value)]));
    const text = xmlDocument(
      element(
        'OAI-PMH',
        {
          xmlns: NAMESPACE,
          'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
          'xsi:schemaLocation': `${NAMESPACE} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd`,
        },
        element('responseDate', {}, datestampOf(now)),
        element('request', repeated, this.baseUrl),
        content,
      ),
    );
    return { contentType: 'text/xml; charset=utf-8', text };
  }

  private answer(request: OaiRequest, office: string): Promise<Xml[]> {
    if ('resumptionToken' in request) {
      return this.list(request.verb, readResumptionToken(request.resumptionToken), office);
    }
    switch (request.verb) {
      case 'Identify':
        return this.identify(office);
      case 'ListMetadataFormats':
        return this.listMetadataFormats(request.identifier, office);
      case 'ListSets':
        return this.listSets(office);
      case 'GetRecord':
        return this.getRecord(request, office);
      case 'ListIdentifiers':
      case 'ListRecords':
        return this.list(request.verb, beginningOf(request.selection), office);
    }
  }

  private async identify(office: string): Promise<Xml[]> {
    const [{ earliest }]: [{ earliest: Date | null }] = await this.source.query(
      `select min(changed_at) as earliest from publication where office = $1`,
      [office],
    );
    const { name, service } = this.profile.office;
    const { email } = this.profile.standard.complaints;
    return Object.entries({
      repositoryName: `${service}, ${name}`,
      baseURL: this.baseUrl,
      protocolVersion: '2.0',
      adminEmail: email,
      earliestDatestamp: datestampOf(earliest ?? this.clock.now()),
      deletedRecord: 'persistent',
      granularity: 'YYYY-MM-DDThh:mm:ssZ',
    }).map(([key, value]) => element(key, {}, value));
  }

  private async listMetadataFormats(
    identifier: string | undefined,
    office: string,
  ): Promise<Xml[]> {
    if (identifier !== undefined) {
      await this.find(identifier, office);
    }
    return [...RECORD_FORMATS].map(([prefix, { schema, namespace }]) =>
      element(
        'metadataFormat',
        {},
        element('metadataPrefix', {}, prefix),
        element('schema', {}, schema),
        element('metadataNamespace', {}, namespace),
      ),
    );
  }

  private async listSets(office: string): Promise<Xml[]> {
    const sets: { kind: SetKind; value: string; name: string }[] = await this.source.query(
      `select kind, value, name from (
         select 'kind' as kind, publication.kind as value, publication.kind as name, count(*)
         from publication where office = $1 group by 2
         union all
         select 'area', area, coalesce(max(area_name), area), count(*)
         from publication where office = $1 and area is not null group by 2
         union all
         select 'subject', subject, subject, count(*)
         from publication, unnest(subjects) as subject where office = $1 group by 2
       ) sets order by count desc, kind, value limit ${MOST_SETS}`,
      [office],
    );
    return sets.map(({ kind, value, name }) =>
      element(
        'set',
        {},
        element('setSpec', {}, setSpecOf(kind, value)),
        element('setName', {}, name),
      ),
    );
  }

  private async getRecord(
    { identifier, metadataPrefix }: Extract<OaiRequest, { verb: 'GetRecord' }>,
    office: string,
  ): Promise<Xml[]> {
    const format = formatOf(metadataPrefix);
    return [this.record(await this.find(identifier, office), format)];
  }

  private async list(verb: Verb, position: Position, office: string): Promise<Xml[]> {
    const { selection, afterId, delivered } = position;
    const format = formatOf(selection.metadataPrefix);
    const query = this.selected(selection, office);
    const total = position.total > 0 ? position.total : await query.getCount();
    const rows = await query
      .andWhere('publication.id > :afterId', { afterId })
      .orderBy('publication.id')
      .limit(MOST_RECORDS + 1)
      .getMany();
    const page: Xml[] = [];
    let length = 0;
    for (const row of rows.slice(0, MOST_RECORDS)) {
      const item = verb === 'ListRecords' ? this.record(row, format) : this.header(row);
      length += item.text.length;
      if (length > FULL_AT_LENGTH && page.length > 0) {
        break;
      }
      page.push(item);
    }
    const last = rows[page.length - 1];
    if (last === undefined) {
      throw new OaiError('noRecordsMatch', 'Nothing in the catalogue matches the request');
    }
    const next = { selection, afterId: last.id, delivered: delivered + page.length, total };
    const token = rows.length > page.length ? writeResumptionToken(next) : '';
    // The last part of a list that came in parts ends with an empty token.
    if (token !== '' || delivered > 0) {
      const progress = { completeListSize: String(total), cursor: String(delivered) };
      page.push(element('resumptionToken', progress, token));
    }
    return page;
  }

  private selected({ from, before, set }: Selection, office: string) {
    const query = this.source
      .getRepository(Publication)
      .createQueryBuilder('publication')
      .where('publication.office = :office', { office });
    if (from !== null) {
      query.andWhere('publication.changedAt >= :from', { from });
    }
    if (before !== null) {
      query.andWhere('publication.changedAt < :before', { before });
    }
    if (set !== null) {
      const named = setOf(set);
      query.andWhere(named === undefined ? 'false' : IN_SET[named.kind], { value: named?.value });
    }
    return query;
  }

  private async find(identifier: string, office: string): Promise<Publication> {
    const id = z.uuid().safeParse(identifier.replace(this.namespace, ''));
    const found =
      id.success && identifier.startsWith(this.namespace)
        ? await this.source.getRepository(Publication).findOneBy({ id: id.data, office })
        : null;
    if (found === null) {
      throw new OaiError('idDoesNotExist', 'The catalogue has no record of this identifier');
    }
    return found;
  }

  private record(publication: Publication, format: RecordFormat): Xml {
    const url = new URL(`/katalog/${publication.id}`, this.config.PUBLIC_URL).href;
    return element(
      'record',
      {},
      this.header(publication),
      publication.withdrawn ? undefined : element('metadata', {}, format.write(publication, url)),
    );
  }

  private header({ id, changedAt, withdrawn, ...publication }: Publication): Xml {
    const sets = [
      setSpecOf('kind', publication.kind),
      ...(publication.area === null ? [] : [setSpecOf('area', publication.area)]),
      ...new Set(publication.subjects.map((subject) => setSpecOf('subject', subject))),
    ];
    return element(
      'header',
      { status: withdrawn ? 'deleted' : undefined },
      element('identifier', {}, this.namespace, id),
      element('datestamp', {}, datestampOf(changedAt)),
      sets.map((spec) => element('setSpec', {}, spec)),
    );
  }
}

/** Before every UUID. */
const NONE = '00000000-0000-0000-0000-000000000000';

const beginningOf = (selection: Selection): Position => ({
  selection,
  afterId: NONE,
  delivered: 0,
  total: 0,
});

function formatOf(metadataPrefix: string): RecordFormat {
  const format = RECORD_FORMATS.get(metadataPrefix);
  if (format === undefined) {
    throw new OaiError('cannotDisseminateFormat', `There is no format ${metadataPrefix} here`);
  }
  return format;
}

/** UTC, to the second. */
const datestampOf = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;
