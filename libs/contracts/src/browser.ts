// The door for browsers: what a page needs at run time. No schema stands behind it, so that a kiosk's
// bundle stays small; types come from the other door, which costs nothing.
export { replyPlaceholders, strangePlaceholder } from './complaints/reply-placeholders.ts';
export { nationalItems } from './feedback/national-items.ts';
export { gradeWords, questionnaire } from './feedback/questionnaire.ts';
export { newId } from './new-id.ts';
export { sealEntry, type EntryKey, type EntryPlace } from './guestbook/sealed-entry.ts';
export { OMITTED, withoutWords } from './without-words.ts';
export { codeLists, countryCodes, provinces, regencies } from './reference.ts';
