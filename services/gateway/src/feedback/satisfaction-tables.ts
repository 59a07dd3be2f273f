import {
  codeLists,
  gradeWords,
  questionnaire,
  type Language,
  type readSatisfactionReport,
  type ReplyOf,
} from '@pst/contracts';
import type { Table } from '../insights/report-files.ts';

type Report = ReplyOf<typeof readSatisfactionReport>;

/** The report on the satisfaction survey as the sheets of a workbook, headed in the reader's language. */
export function satisfactionTables(report: Report, language: Language): Table[] {
  const say = (id: string, en: string) => (language === 'id' ? id : en);
  const side = language === 'id' ? 0 : 1;
  const attributes: Record<Report['respondents'][number]['attribute'], string> = {
    sex: say('jenis kelamin', 'sex'),
    ageBand: say('umur', 'age'),
    education: say('pendidikan', 'education'),
    occupation: say('pekerjaan', 'occupation'),
  };
  const wordOf = ({ attribute, code }: Report['respondents'][number]) => {
    const words: Readonly<Record<string, readonly [string, string, ...unknown[]]>> =
      codeLists[attribute];
    return code === null ? say('tidak diisi', 'left open') : (words[code]?.[side] ?? code);
  };
  return [
    {
      name: say('Ringkasan', 'Summary'),
      columns: [say('Keterangan', 'Item'), say('Nilai', 'Value')],
      rows: [
        [say('Kantor', 'Office'), `${report.office.code} ${report.office.name}`],
        [say('Unit', 'Unit'), report.office.unit],
        [say('Dari', 'From'), report.from],
        [say('Sampai', 'To'), report.to],
        [say('Responden', 'Respondents'), report.responses],
        [say('Responden yang diperlukan', 'Respondents needed'), report.required],
        [say('Pengguna layanan setahun', 'Users of the service a year'), report.population],
        ['IKM', report.ikm],
        [say('Mutu', 'Class'), report.grade],
        [
          say('Mutu pelayanan', 'In words'),
          report.grade === null ? null : gradeWords[report.grade][side],
        ],
        [
          say(
            `IKM berbobot ${report.reconciliation.weight}, untuk mencocokkan laporan lama`,
            `IKM of weight ${report.reconciliation.weight}, to compare with older reports`,
          ),
          report.reconciliation.ikm,
        ],
      ],
    },
    {
      name: say('Unsur', 'Elements'),
      columns: [
        say('unsur', 'element'),
        say('jumlah nilai', 'sum'),
        'n',
        say('NRR', 'mean'),
        say('NRR tertimbang', 'weighted mean'),
        say('nilai 25-100', 'value 25-100'),
      ],
      rows: report.elements.map(({ element, sum, responses, mean, weighted, value }) => [
        questionnaire[element].name[side],
        sum,
        responses,
        mean,
        weighted,
        value,
      ]),
    },
    {
      name: say('Triwulan', 'Quarters'),
      columns: [say('triwulan', 'quarter'), 'n', 'IKM', say('mutu', 'class')],
      rows: report.quarters.map(({ quarter, responses, ikm, grade }) => [
        quarter,
        responses,
        ikm,
        grade,
      ]),
    },
    {
      name: say('Responden', 'Respondents'),
      columns: [say('karakteristik', 'attribute'), say('nilai', 'value'), 'n'],
      rows: report.respondents.map((found) => [
        attributes[found.attribute],
        wordOf(found),
        found.responses ??
          say(`kurang dari ${report.smallestCount}`, `fewer than ${report.smallestCount}`),
      ]),
    },
  ];
}
