import type { DataSource, EntityManager } from 'typeorm';
import { REPLIES, type CannedReply } from './domain/canned-reply.ts';

/** The office's replies as they stand now. */
export async function cannedRepliesOf(
  db: Pick<DataSource | EntityManager, 'query'>,
  office: string,
): Promise<{ replies: readonly CannedReply[]; version: number }> {
  const [own]: { replies: CannedReply[]; version: number }[] = await db.query(
    `select replies, version from reply_table where office = $1`,
    [office],
  );
  return own ?? { replies: REPLIES, version: 0 };
}
