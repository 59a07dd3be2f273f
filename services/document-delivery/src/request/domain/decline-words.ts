import type { Language, RequestOf, reviewRequest } from '@pst/contracts';

type Reason = NonNullable<RequestOf<typeof reviewRequest>['reason']>;

const WORDS: Record<Reason, Record<Language, string>> = {
  'not-in-collection': {
    id: 'Publikasi ini tidak ada dalam koleksi kami.',
    en: 'This publication is not in our collection.',
  },
  restricted: {
    id: 'Publikasi ini tidak boleh dibagikan.',
    en: 'This publication may not be shared.',
  },
  copyright: {
    id: 'Hak cipta tidak mengizinkan kami mengirimkannya.',
    en: 'Copyright does not allow us to send it.',
  },
  unclear: {
    id: 'Kami tidak dapat memastikan publikasi yang dimaksud.',
    en: 'We could not make out which publication is meant.',
  },
  other: { id: 'Permintaan ini tidak dapat kami penuhi.', en: 'We cannot fulfil this request.' },
};

/** The reason in the reader's own language, for the mail. */
export function declineWords(reason: Reason, language: Language): string {
  return WORDS[reason][language];
}
