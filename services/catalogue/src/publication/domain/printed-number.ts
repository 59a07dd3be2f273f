/**
 * The number in the barcode on a book's cover (EAN-13): the ISBN's digits, or of an ISSN the seven before
 * its check character (ISO 2108, ISO 3297); a typed ISSN is read likewise. Undefined for anything else.
 */
export function printedNumberOf(text: string): string | undefined {
  const characters = text.toUpperCase().replaceAll(/[\s-]/g, '');
  if (/^97[89]\d{10}$/.test(characters)) {
    return characters;
  }
  const issn = /^977(\d{7})\d{3}/.exec(characters) ?? /^(\d{7})[\dX]$/.exec(characters);
  return issn?.[1];
}
