/** Longer than any page that is read by people; what is more, is an attack or a mistake. */
const MOST_CHARACTERS = 20_000;

/** The text of a page as it is kept: PostgreSQL keeps no NUL, and nobody can read a control character. */
export const legible = (text: string): string =>
  text
    .replaceAll(/[^\P{Cc}\n]|\ufeff/gu, ' ')
    .trim()
    .slice(0, MOST_CHARACTERS);
