import type { Language } from '@pst/contracts';
import type { OptOut } from './opt-out-links.ts';
import type { Words } from './words.v1.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const STOP: Record<Language, string> = {
  id: 'Berhenti menerima undangan seperti ini',
  en: 'Stop invitations like this one',
};

/** Plain text and accessible HTML of the same words; everything filled in is escaped. */
export function render(
  { subject, paragraphs, action }: Words,
  language: Language,
  optOut?: OptOut,
) {
  const links = [
    ...(action ? [action] : []),
    ...(optOut ? [{ label: STOP[language], link: optOut.page }] : []),
  ];
  const text = [...paragraphs, ...links.map(({ label, link }) => `${label}: ${link}`)].join('\n\n');
  const body = paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`);
  for (const { label, link } of links) {
    body.push(`<p><a href="${escape(link)}">${escape(label)}</a></p>`);
  }
  const html =
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    `<title>${escape(subject)}</title></head><body><h1>${escape(subject)}</h1>${body.join('')}</body></html>`;
  // A line break in a name would otherwise become a header of its own.
  return { subject: subject.replace(/[\r\n]+/g, ' '), text: `${text}\n`, html };
}
