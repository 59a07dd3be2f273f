/** A piece of XML that is well-formed already. */
export class Xml {
  constructor(readonly text: string) {}
}

type Part = Xml | string | number | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
/** What XML 1.0 has no place for, not even escaped: control characters and halves of surrogate pairs. */
const UNSPEAKABLE =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function written(part: Part): string {
  if (part instanceof Xml) {
    return part.text;
  }
  if (typeof part === 'object') {
    return part.map(written).join('');
  }
  return String(part ?? '')
    .replaceAll(UNSPEAKABLE, '')
    .replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** XML by template: text put into it is escaped, XML put into it stays, nothing stays nothing. */
export function xml(strings: TemplateStringsArray, ...parts: readonly Part[]): Xml {
  return new Xml(String.raw({ raw: strings }, ...parts.map(written)));
}

/** A whole document, with its declaration. */
export const xmlDocument = (root: Xml): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${root.text}\n`;
