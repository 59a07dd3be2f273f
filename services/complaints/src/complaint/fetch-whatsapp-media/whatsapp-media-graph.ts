import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { WhatsappSettings } from '../../complaints.config.ts';

const TIMEOUT_MS = 30_000;
const described = z.object({ url: z.url(), file_size: z.coerce.number().optional() });
/** Where Meta keeps files: an answer that leads elsewhere would be given our token. */
const HOSTS = /(^|\.)(fbsbx\.com|fbcdn\.net|whatsapp\.net)$/;

/** It will not be another time: what was fetched is not what was sent, or is not for us. */
export class MediaRefused extends Error {
  override readonly name = 'MediaRefused';
}

/**
 * The bytes of a file that came by WhatsApp.
 *
 * @param sha256 as the message told it, in base64 or hex
 * @throws MediaRefused when asking again is of no use; anything else when it is
 */
export async function fetchMedia(
  { graphUrl, accessToken }: WhatsappSettings,
  { mediaId, sha256 }: { readonly mediaId: string; readonly sha256: string },
  limitBytes: number,
): Promise<Buffer> {
  const asking = {
    headers: { authorization: `Bearer ${accessToken}` },
    redirect: 'error',
  } as const;
  const ask = async (url: string | URL) => {
    const response = await fetch(url, { ...asking, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) {
      throw new Error(`http-${response.status}`);
    }
    return response;
  };
  const answer = await ask(`${graphUrl}/${encodeURIComponent(mediaId)}`);
  const { url, file_size: size = 0 } = described.parse(await answer.json());
  const place = new URL(url);
  // In a trial the Graph server is one of this machine, and its files lie there too.
  const isOurGraph = place.origin === new URL(graphUrl).origin;
  if (!isOurGraph && (place.protocol !== 'https:' || !HOSTS.test(place.hostname))) {
    throw new MediaRefused('media-elsewhere');
  }
  if (size > limitBytes) {
    throw new MediaRefused('media-too-large');
  }
  const { body } = await ask(place);
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body ?? []) {
    bytes += piece.length;
    if (bytes > limitBytes) {
      throw new MediaRefused('media-too-large');
    }
    pieces.push(piece);
  }
  const file = Buffer.concat(pieces);
  const hash = createHash('sha256').update(file).digest();
  if (hash.toString('base64') !== sha256 && hash.toString('hex') !== sha256.toLowerCase()) {
    throw new MediaRefused('media-hash-differs');
  }
  return file;
}
