import { Injectable } from '@nestjs/common';
import { institutionLinked, notFound } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { InstitutionSchema, type InstitutionRow } from './institution.schema.ts';

/** So many visits are named in one announcement. */
const AT_ONCE = 500;

/** The approved institutions and the spellings that mean them. */
@Injectable()
export class InstitutionBook {
  /** The office's institution, locked until the commit. */
  async locked(tx: Tx, office: string, id: string): Promise<InstitutionRow> {
    const row = await tx.db.findOne(InstitutionSchema, {
      where: { id, office },
      lock: { mode: 'pessimistic_write' },
    });
    if (row === null) {
      throw notFound.error({});
    }
    return row;
  }

  /** From now on this spelling means the institution, and earlier visits with it count for it too. */
  async link(tx: Tx, { id, office }: InstitutionRow, key: string, at: Date): Promise<void> {
    await tx.db.query(
      `insert into institution_spelling (office, key, institution_id) values ($1, $2, $3)
       on conflict (office, key) do update set institution_id = excluded.institution_id`,
      [office, key, id],
    );
    const [visits]: [{ id: string }[], number] = await tx.db.query(
      `update visit set institution_id = $1
       where office = $2 and institution_index = $3 and institution_id is distinct from $1
       returning id`,
      [id, office, key],
    );
    for (let from = 0; from < visits.length; from += AT_ONCE) {
      const visitIds = visits.slice(from, from + AT_ONCE).map((visit) => visit.id);
      await tx.publish(
        institutionLinked.create({ institutionId: id, visitIds }, { office, about: id, at }),
      );
    }
  }

  /** As the officers see it. */
  async view(tx: Pick<Tx, 'db'>, { id, name, category }: InstitutionRow) {
    const [counts]: [{ visits: number; spellings: number }] = await tx.db.query(
      `select (select count(*)::int from visit where institution_id = $1) as visits,
              (select count(*)::int from institution_spelling where institution_id = $1) as spellings`,
      [id],
    );
    return { id, name, category, ...counts };
  }
}
