import {
  gradeWords,
  questionnaire,
  type Language,
  type readSatisfaction,
  type ReplyOf,
} from '@pst/contracts';

type Satisfaction = ReplyOf<typeof readSatisfaction>;

const WIDTH = 420;
const MARGIN = 20;
const INNER = WIDTH - 2 * MARGIN;
const ROW = 26;
const TREND = 64;

/**
 * The published index as a picture for other sites: the index with its class, its elements as bars, and
 * its quarters as columns. Everything it shows is also its description, for who does not see it.
 */
export function satisfactionPicture(
  of: Satisfaction,
  office: { readonly name: string },
  language: Language,
): string {
  const say = (id: string, en: string) => (language === 'id' ? id : en);
  const side = language === 'id' ? 0 : 1;
  const number = (value: number) =>
    value.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB', {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });
  const day = (date: string) =>
    new Date(date).toLocaleDateString(language === 'id' ? 'id-ID' : 'en-GB', {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    });
  const title = say('Indeks Kepuasan Masyarakat', 'Public satisfaction index');
  const period = `${day(of.from)} – ${day(of.to)}`;
  const sample = say(
    `${of.responses} dari ${of.required} responden yang diperlukan`,
    `${of.responses} of ${of.required} respondents needed`,
  );
  const summary =
    of.ikm === null || of.grade === null
      ? say('Belum cukup jawaban', 'Not enough answers yet')
      : `${number(of.ikm)} · ${of.grade} (${gradeWords[of.grade][side]})`;
  const elements = of.ikm === null ? [] : of.elements;
  const trendTop = 146 + elements.length * ROW;
  const height = of.quarters.length > 0 ? trendTop + TREND + 34 : trendTop + 8;
  const each = INNER / Math.max(4, of.quarters.length);
  const text = (x: number, y: number, size: number, content: string, more = '') =>
    `<text x="${x}" y="${y}" font-size="${size}"${more}>${escaped(content)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="t d" font-family="system-ui, sans-serif" fill="#16262d">`,
    `<title id="t">${escaped(`${title} ${office.name}`)}</title>`,
    `<desc id="d">${escaped(
      [
        summary,
        period,
        sample,
        ...elements.map(
          ({ element, mean }) =>
            `${questionnaire[element].name[side]} ${mean === null ? '–' : number(mean)}`,
        ),
        ...of.quarters.map(({ quarter, ikm }) => `${quarter} ${ikm === null ? '–' : number(ikm)}`),
      ].join('; '),
    )}</desc>`,
    `<rect width="${WIDTH}" height="${height}" rx="12" fill="#ffffff" stroke="#d9d5ca"/>`,
    text(MARGIN, 32, 15, title, ' font-weight="600"'),
    text(MARGIN, 51, 13, office.name, ' fill="#4a5b63"'),
    text(MARGIN, 84, 26, summary, ' font-weight="700" fill="#0c4a5e"'),
    text(MARGIN, 106, 13, period, ' fill="#4a5b63"'),
    text(MARGIN, 124, 13, sample, ' fill="#4a5b63"'),
    ...elements.flatMap(({ element, mean }, index) => {
      const y = 154 + index * ROW;
      const length = mean === null ? 0 : ((mean - 1) / 3) * 150;
      return [
        text(MARGIN, y + 4, 13, questionnaire[element].name[side]),
        `<rect x="206" y="${y - 8}" width="150" height="14" rx="3" fill="#e6f1f4"/>`,
        `<rect x="206" y="${y - 8}" width="${length.toFixed(1)}" height="14" rx="3" fill="#0c4a5e"/>`,
        text(WIDTH - MARGIN, y + 4, 13, mean === null ? '–' : number(mean), ' text-anchor="end"'),
      ];
    }),
    ...of.quarters.flatMap(({ quarter, ikm }, index) => {
      const tall = ikm === null ? 0 : ((ikm - 25) / 75) * (TREND - 18);
      const middle = MARGIN + (index + 0.5) * each;
      const base = trendTop + TREND;
      return [
        `<rect x="${(middle - each * 0.3).toFixed(1)}" y="${(base - tall).toFixed(1)}" width="${(each * 0.6).toFixed(1)}" height="${tall.toFixed(1)}" rx="3" fill="#0c4a5e"/>`,
        text(
          middle,
          base - tall - 5,
          12,
          ikm === null ? '–' : number(ikm),
          ' text-anchor="middle"',
        ),
        text(middle, base + 17, 12, quarter, ' text-anchor="middle" fill="#4a5b63"'),
      ];
    }),
    '</svg>',
  ].join('\n');
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
