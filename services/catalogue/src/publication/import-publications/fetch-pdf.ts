import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '@pst/contracts';
import type { ObjectStorage } from '@pst/object-storage';
import { inspectPdf } from '../inspect-pdf.ts';

/** As long as an upload may be. */
const LIMIT_BYTES = 268_435_456;
const TIME_LIMIT_MS = 300_000;

/** A PDF that was fetched, looked into, and lies in storage. */
export interface FetchedPdf {
  readonly bytes: number;
  readonly sha256: string;
  readonly pages: number;
  readonly objectKey: string;
}

/**
 * Fetches a PDF from a link that lives for a while, and looks into it like into an upload.
 *
 * @throws Error when it cannot be fetched, `pdf-refused` when nobody could read it; nothing is kept then
 */
export async function fetchPdf(
  url: string,
  storage: ObjectStorage,
  pauseMs: number,
): Promise<FetchedPdf> {
  await pause(pauseMs);
  const response = await fetch(url, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
  if (!response.ok || response.body === null) {
    throw new Error(`the link answers with ${response.status}`);
  }
  const objectKey = `softcopies/imported/${newId()}.pdf`;
  const stored = await storage.put(objectKey, response.body, { limitBytes: LIMIT_BYTES });
  try {
    return { ...stored, ...(await storage.withFile(objectKey, inspectPdf)), objectKey };
  } catch (error) {
    await storage.remove(objectKey);
    throw error;
  }
}
