import type { offerCannedReplies, readCannedReplies, ReplyOf } from '@pst/contracts';

export type CannedReply = ReplyOf<typeof readCannedReplies>['replies'][number];
type Offered = ReplyOf<typeof offerCannedReplies>['items'][number];

/** What a case fills a reply with. */
export interface CaseFacts {
  readonly language: 'id' | 'en';
  readonly code: string;
  readonly office: string;
  /** Until when the answer in the matter is promised; undefined when no such date lies ahead. */
  readonly promisedOn: string | undefined;
  /** Whether an answer goes to the reporters of other cases as well. */
  readonly answersOthers: boolean;
}

/** A reply as it is put into the answer to a case, or why it cannot be. */
export function offered({ name, text }: CannedReply, facts: CaseFacts): Offered {
  const words = text[facts.language];
  const names = (placeholder: string) => words.includes(placeholder);
  if (facts.answersOthers && (names('{kode}') || names('{tanggal}'))) {
    return { name, body: null, withheld: 'several-reporters' };
  }
  if (facts.promisedOn === undefined && names('{tanggal}')) {
    return { name, body: null, withheld: 'no-date-ahead' };
  }
  const body = words
    .replaceAll('{kode}', () => facts.code)
    .replaceAll('{tanggal}', () => facts.promisedOn ?? '')
    .replaceAll('{kantor}', () => facts.office);
  return { name, body, withheld: null };
}

/** What an office begins with. */
export const REPLIES: readonly CannedReply[] = [
  {
    name: 'Diterima, sedang diperiksa',
    kind: 'complaint',
    text: {
      id: 'Terima kasih atas laporan Anda. Laporan {kode} sedang kami periksa, dan jawabannya kami sampaikan paling lambat {tanggal}.\n\n{kantor}',
      en: 'Thank you for your report. We are looking into {kode}, and you will have our answer by {tanggal}.\n\n{kantor}',
    },
  },
  {
    name: 'Perlu keterangan tambahan',
    kind: 'complaint',
    text: {
      id: 'Terima kasih atas laporan Anda. Supaya dapat kami periksa, mohon beri tahu kami kapan dan di mana hal itu terjadi. Selama menunggu keterangan Anda, batas waktu jawaban kami berhenti.\n\n{kantor}',
      en: 'Thank you for your report. So that we can look into it, please tell us when and where it happened. While we wait for your word, the time for our answer stands still.\n\n{kantor}',
    },
  },
  {
    name: 'Data sedang disiapkan',
    kind: 'information',
    text: {
      id: 'Permintaan informasi {kode} kami terima. Informasinya sedang kami siapkan dan kami sampaikan paling lambat {tanggal}.\n\n{kantor}',
      en: 'We received your request for information {kode}. It is being prepared, and you will have it by {tanggal}.\n\n{kantor}',
    },
  },
  {
    name: 'Saran dicatat',
    kind: 'aspiration',
    text: {
      id: 'Terima kasih atas saran Anda. Saran ini kami bahas dalam rapat pelayanan, dan keputusannya kami beri tahukan kepada Anda.\n\n{kantor}',
      en: 'Thank you for your suggestion. It will be discussed in our meeting on the service, and you will hear what was decided.\n\n{kantor}',
    },
  },
];
