import { encode } from 'html-entities';

/** Markup that may stand in a document as it is. */
export class Xml {
  constructor(readonly text: string) {}
}

type Content = Xml | string | number | null | undefined | readonly Content[];

/** What XML 1.0 has no way to write, not even as a reference. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** An element; strings in it are text and are escaped, what is missing is left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...content: Content[]
): Xml {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escaped(value)}"`))
    .join('');
  return new Xml(`<${name}${written}>${textOf(content)}</${name}>`);
}

/** The element as a whole document, with its declaration. */
export const xmlDocument = (root: Xml): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${root.text}\n`;

function textOf(content: Content): string {
  if (content === null || content === undefined) {
    return '';
  }
  if (content instanceof Xml) {
    return content.text;
  }
  return typeof content === 'object' ? content.map(textOf).join('') : escaped(String(content));
}

const escaped = (text: string) => encode(text.replaceAll(UNWRITABLE, ''), { level: 'xml' });
