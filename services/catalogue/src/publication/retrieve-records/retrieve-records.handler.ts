import { Controller } from '@nestjs/common';
import { retrieveRecords, type RequestOf } from '@pst/contracts';
import { Answers, Config, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { element, xmlDocument, type Xml } from '@pst/xml';
import { DataSource, In } from 'typeorm';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { INDEXES, SruDiagnostic } from '../domain/cql.ts';
import { Publication } from '../domain/publication.ts';
import { RECORD_FORMATS, type RecordFormat } from '../record-formats.ts';
import { synonymsOf } from '../synonyms.ts';
import { conditionOf, orderOf } from './cql-condition.ts';
import { MOST_RECORDS, readSearch, USUAL_RECORDS, VERSIONS, versionOf } from './sru-request.ts';

type Given = RequestOf<typeof retrieveRecords>;

/** The length at which an answer is full: the bus carries a megabyte. */
const FULL_AT_LENGTH = 400_000;
const EXPLAIN = 'http://explain.z3950.org/dtd/2.0/';
const DUBLIN_CORE = ['title', 'creator', 'subject', 'date', 'identifier'];

/** SRU 1.2 and 2.0 for other catalogues that search here. */
@Controller()
export class RetrieveRecordsHandler {
  constructor(
    private readonly source: DataSource,
    @Office() private readonly profile: OfficeProfile,
    @Config() private readonly config: CatalogueConfig,
  ) {}

  @Answers(retrieveRecords)
  async handle(given: Given, { office }: Caller) {
    const version = versionOf(given);
    const explains =
      given.operation === 'explain' || (given.query === undefined && given.operation === undefined);
    const content = explains
      ? this.explain(given)
      : await this.search(given, office).catch((error: unknown) => refusalOf(error, given));
    const { namespace } = VERSIONS[version];
    const name = explains ? 'explainResponse' : 'searchRetrieveResponse';
    const text = xmlDocument(
      element(name, { xmlns: namespace }, element('version', {}, version), content),
    );
    return { contentType: 'application/xml; charset=utf-8', text };
  }

  private async search(given: Given, office: string): Promise<Xml[]> {
    const asked = readSearch(given);
    const { startRecord } = asked;
    const format = formatOf(asked.recordSchema ?? 'oai_dc');
    const { total, rows } = await this.find(asked, office);
    if (startRecord > total && startRecord > 1) {
      throw new SruDiagnostic(61, 'First record position out of range', String(total));
    }
    const records: Xml[] = [];
    let length = 0;
    for (const row of rows) {
      const url = new URL(`/katalog/${row.id}`, this.config.PUBLIC_URL).href;
      const written = format.write(row, url);
      length += written.text.length;
      if (length > FULL_AT_LENGTH && records.length > 0) {
        break;
      }
      records.push(
        recordOf(given, {
          schema: format.namespace,
          packing: asked.packing,
          data: asked.packing === 'xml' ? written : written.text,
          position: startRecord + records.length,
        }),
      );
    }
    const next = startRecord + records.length;
    return [
      element('numberOfRecords', {}, total),
      ...(records.length > 0 ? [element('records', {}, records)] : []),
      ...(next <= total ? [element('nextRecordPosition', {}, next)] : []),
    ];
  }

  private async find(
    { where, sortBy, startRecord, maximumRecords }: ReturnType<typeof readSearch>,
    office: string,
  ): Promise<{ total: number; rows: Publication[] }> {
    const values: unknown[] = [office];
    const { groups } = await synonymsOf(this.source, office);
    const condition = conditionOf(where, groups, (value) => `$${values.push(value)}`);
    const [answer]: { total: number; ids: string[] }[] = await this.source.query(
      `with hit as materialized (
         select id, title_key, year from publication
         where office = $1 and not withdrawn and ${condition}
       )
       select (select count(*)::int from hit) as total,
              array(select id from hit order by ${orderOf(sortBy)}
                    offset ${startRecord - 1} limit ${maximumRecords}) as ids`,
      values,
    );
    const { total = 0, ids = [] } = answer ?? {};
    const found = await this.source.getRepository(Publication).findBy({ id: In(ids) });
    const byId = new Map(found.map((publication) => [publication.id, publication]));
    return { total, rows: ids.flatMap((id) => byId.get(id) ?? []) };
  }

  /** What can be asked here, as a ZeeRex record. */
  private explain(given: Given): Xml {
    const { hostname, port, protocol } = new URL(this.config.PUBLIC_URL);
    const { service, name } = this.profile.office;
    const data = element(
      'explain',
      { xmlns: EXPLAIN },
      element(
        'serverInfo',
        { protocol: 'SRU', version: versionOf(given), transport: protocol.replace(':', '') },
        element('host', {}, hostname),
        element('port', {}, port || (protocol === 'https:' ? '443' : '80')),
        element('database', {}, 'sru'),
      ),
      element('databaseInfo', {}, element('title', {}, `${service}, ${name}`)),
      element(
        'indexInfo',
        {},
        element('set', { name: 'cql', identifier: 'info:srw/cql-context-set/1/cql-v1.2' }),
        element('set', { name: 'dc', identifier: 'info:srw/cql-context-set/1/dc-v1.1' }),
        INDEXES.map((index) => {
          const set = DUBLIN_CORE.includes(index) ? 'dc' : 'cql';
          const map = element('map', {}, element('name', { set }, index));
          return element('index', {}, element('title', {}, index), map);
        }),
      ),
      element(
        'schemaInfo',
        {},
        [...RECORD_FORMATS].map(([schema, { namespace }]) =>
          element('schema', { identifier: namespace, name: schema }, element('title', {}, schema)),
        ),
      ),
      element(
        'configInfo',
        {},
        element('default', { type: 'numberOfRecords' }, USUAL_RECORDS),
        element('setting', { type: 'maximumRecords' }, MOST_RECORDS),
      ),
    );
    return recordOf(given, { schema: EXPLAIN, packing: 'xml', data });
  }
}

function recordOf(
  given: Given,
  record: { schema: string; packing: string; data: Xml | string; position?: number },
): Xml {
  const { schema, packing, data, position } = record;
  return element(
    'record',
    {},
    element('recordSchema', {}, schema),
    element(VERSIONS[versionOf(given)].packing, {}, packing),
    element('recordData', {}, data),
    position === undefined ? undefined : element('recordPosition', {}, position),
  );
}

/** A diagnostic of SRU's own; whatever else went wrong stays what it is. */
function refusalOf(error: unknown, given: Given): Xml[] {
  if (!(error instanceof SruDiagnostic)) {
    throw error;
  }
  const diagnostic = element(
    'diagnostic',
    { xmlns: VERSIONS[versionOf(given)].diagnostics },
    element('uri', {}, `info:srw/diagnostic/1/${error.number}`),
    error.details === '' ? undefined : element('details', {}, error.details),
    element('message', {}, error.message),
  );
  return [element('numberOfRecords', {}, 0), element('diagnostics', {}, diagnostic)];
}

/** By its short name or its identifier; `dc` is what clients say for Dublin Core. */
function formatOf(schema: string): RecordFormat {
  const name = schema === 'dc' || schema === 'info:srw/schema/1/dc-v1.1' ? 'oai_dc' : schema;
  const format =
    RECORD_FORMATS.get(name === 'info:srw/schema/1/marcxml-v1.1' ? 'marcxml' : name) ??
    [...RECORD_FORMATS.values()].find(({ namespace }) => namespace === schema);
  if (format === undefined) {
    throw new SruDiagnostic(66, 'Unknown schema for retrieval', schema);
  }
  return format;
}
