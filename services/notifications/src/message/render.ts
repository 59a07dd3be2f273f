import type { Language } from '@pst/contracts';
import type { Words } from './words.v1.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const DECLINE: Record<Language, string> = {
  id: 'Berhenti menerima surat seperti ini',
  en: 'Stop mails like this one',
};

/** What stands below every mail. */
export interface Foot {
  readonly sender: string;
  readonly address: string;
  /** The page on which more of the kind is declined. */
  readonly declineAt?: string;
}

// Mail programs know no stylesheets. Only the button has colours of its own, so that dark ones stay readable.
const BODY =
  'margin:0 auto;padding:24px 16px;max-width:36em;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif;overflow-wrap:anywhere';
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#12355b;color:#ffffff;font-weight:600;text-decoration:none';

/** Plain text and accessible HTML of the same words; everything filled in is escaped. */
export function render({ subject, paragraphs, action }: Words, language: Language, foot: Foot) {
  const signature = `${foot.sender}\n${foot.address}`;
  const decline = foot.declineAt;
  const text = [
    ...paragraphs,
    ...(action ? [`${action.label}: ${action.link}`] : []),
    // "-- " is where mail programs take a signature to begin.
    `-- \n${signature}`,
    ...(decline ? [`${DECLINE[language]}: ${decline}`] : []),
  ].join('\n\n');
  const body = [
    `<h1 style="font-size:22px;line-height:1.3">${escape(subject)}</h1>`,
    ...paragraphs.map((words) => `<p style="white-space:pre-line">${escape(words)}</p>`),
    ...(action
      ? [`<p><a href="${escape(action.link)}" style="${BUTTON}">${escape(action.label)}</a></p>`]
      : []),
    `<hr><p style="font-size:14px;white-space:pre-line">${escape(signature)}</p>`,
    ...(decline
      ? [
          `<p style="font-size:14px"><a href="${escape(decline)}">${escape(DECLINE[language])}</a></p>`,
        ]
      : []),
  ];
  const html =
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">' +
    `<title>${escape(subject)}</title></head><body style="${BODY}">${body.join('')}</body></html>`;
  // A line break in a name would otherwise become a header of its own.
  return { subject: subject.replace(/[\r\n]+/g, ' '), text: `${text}\n`, html };
}
