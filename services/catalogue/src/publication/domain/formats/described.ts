import type { Publication } from '../publication.ts';

/** What a format tells of a publication. */
export type Described = Pick<
  Publication,
  'id' | 'fields' | 'addedAt' | 'changedAt' | 'softcopyPages'
>;

/** Where people read about it. */
export const addressOf = ({ id }: Pick<Described, 'id'>, publicUrl: string): string =>
  new URL(`/katalog/${id}`, publicUrl).href;

/** ISO 639-2 codes of the languages that a publication is in. */
export function languagesOf({ fields: { language } }: Described): string[] {
  const codes = { id: 'ind', en: 'eng', other: 'und' } as const;
  return language === 'id-en' ? [codes.id, codes.en] : [codes[language]];
}

/** The release day where it is known, else the year of the edition. */
export function dateOf({ fields }: Described): string | undefined {
  return fields.releasedOn ?? fields.year?.toString();
}
