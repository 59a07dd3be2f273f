import EmailReplyParser from 'email-reply-parser';

/** How Indonesian mail programs begin what they quote; the library knows a dozen other languages. */
const QUOTE_BEGINS = [
  // Gmail and Yahoo, whose line may be broken: "Pada Sen, 2 Nov 2026 pukul 10.15 Nama <a@b.id> menulis:"
  /^Pada (tanggal )?[^\n]*\d{4}[^\n]*(\n[^\n]+){0,2}? menulis:\s*$/m,
  /^-{2,}\s*Pesan (asli|yang diteruskan|terusan)\s*-{2,}/im,
  // Outlook: the head of the mail that is answered
  /^(Dari|Pengirim): [^\n]+\n((Terkirim|Dikirim|Tanggal|Kepada|Untuk|Cc|Tembusan|Subjek|Perihal): ?[^\n]*\n?){2,}/m,
];
const SIGNATURE = /\n+(Dikirim dari|Terkirim dari) [^\n]{2,60}\s*$/;

/**
 * What somebody wrote anew in a reply, without what they quote and their signature. For replies only: there
 * the quoted part is our own mail. A report may quote its evidence. When nothing is left, all of it stays.
 */
export function newWords(text: string): string {
  const begins = QUOTE_BEGINS.map((quote) => text.search(quote)).filter((at) => at >= 0);
  const above = text.slice(0, Math.min(text.length, ...begins));
  const words = new EmailReplyParser().parseReply(above).replace(SIGNATURE, '').trim();
  return words === '' ? text.trim() : words;
}
