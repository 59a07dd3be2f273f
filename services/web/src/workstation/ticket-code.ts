/** The code from what was typed, or from the address in a ticket's QR code as a scanner types it. */
export function ticketCodeOf(typed: string): string {
  const scanned = /\/tiket\/([0-9A-Za-z]+)/.exec(typed)?.[1];
  return (scanned ?? typed.replaceAll(/[\s-]/g, '')).toUpperCase();
}
