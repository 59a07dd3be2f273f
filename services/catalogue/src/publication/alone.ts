import type { DataSource } from 'typeorm';

/**
 * Does the work if no other process is at it: `kind` says what work, `id` on what. The lock is held by the
 * session, so that what a dead process was at is free at once.
 */
export async function alone(
  source: DataSource,
  kind: number,
  id: string,
  work: () => Promise<void>,
): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    const [{ mine }]: [{ mine: boolean }] = await runner.query(
      `select pg_try_advisory_lock($1, hashtext($2)) as mine`,
      [kind, id],
    );
    if (mine) {
      await work();
      await runner.query(`select pg_advisory_unlock($1, hashtext($2))`, [kind, id]);
    }
  } finally {
    await runner.release();
  }
}
