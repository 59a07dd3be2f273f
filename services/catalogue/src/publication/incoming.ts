import { notFound } from '@pst/contracts';
import type { ObjectStorage } from '@pst/object-storage';

/** Keys under which the gateway puts uploads; anything else is not for taking. */
const INCOMING = /^incoming\/[0-9a-f-]{36}$/;

/**
 * Size of an upload.
 *
 * @throws `not-found` for a key that is no upload's
 */
export async function incoming(storage: ObjectStorage, key: string): Promise<{ bytes: number }> {
  const found = INCOMING.test(key) ? await storage.stat(key) : undefined;
  if (found === undefined) {
    throw notFound.error({});
  }
  return found;
}
