import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { counterClosed, counterOpened, counterPaused, newId, notFound } from '@pst/contracts';
import { prepared, type Tx } from '@pst/persistence';
import { Counter, type ShiftChange } from './domain/counter.ts';

const ANNOUNCED = { opened: counterOpened, paused: counterPaused, closed: counterClosed };

/** The counters of an office and the shifts at them. */
@Injectable()
export class Counters {
  constructor(private readonly clock: Clock) {}

  async byId(tx: Tx, office: string, id: string): Promise<Counter> {
    const counter = await tx.db.findOne(Counter, {
      where: { id, office },
      lock: { mode: 'pessimistic_write' },
    });
    if (counter === null) {
      throw notFound.error({});
    }
    return counter;
  }

  /** The counter of that name; set up on its first use, so that a desk works from its first minute. */
  async byName(tx: Tx, office: string, name: string): Promise<Counter> {
    const known = { where: { office, name }, lock: { mode: 'pessimistic_write' } } as const;
    const found = await tx.db.findOne(Counter, known);
    if (found !== null) {
      return found;
    }
    const fresh = Counter.setUp({ id: newId(), office, name, services: [] });
    await tx.db.createQueryBuilder().insert().into(Counter).values(fresh).orIgnore().execute();
    return tx.db.findOneOrFail(Counter, known);
  }

  /** An officer calls at a counter: that opens it for them. */
  async sitDown(tx: Tx, office: string, name: string, officerId: string): Promise<void> {
    // Nearly every call is at a counter that is open already: looked at without locking it.
    const [mine] = await prepared(
      tx.db,
      `select from counter where office = $1 and name = $2 and state = 'open' and officer_id = $3`,
      [office, name, officerId],
    );
    if (mine === undefined) {
      const counter = await this.byName(tx, office, name);
      await this.keep(tx, counter, counter.open(officerId, this.clock.now()));
    }
  }

  /** Stores the counter and writes down and announces what changed about its shift. */
  async keep(tx: Tx, counter: Counter, changes: readonly ShiftChange[]): Promise<void> {
    const at = this.clock.now();
    await tx.db.save(counter);
    for (const { type, officerId } of changes) {
      await tx.db.query(
        `insert into shift_event (counter_id, seq, type, officer_id, at)
         select $1, coalesce(max(seq), 0) + 1, $2, $3, $4 from shift_event where counter_id = $1`,
        [counter.id, type, officerId, at],
      );
      await tx.publish(
        ANNOUNCED[type].create(
          { counterId: counter.id, counter: counter.name, officerId, at: at.toISOString() },
          { office: counter.office, about: counter.id, at },
        ),
      );
    }
  }

  /** Whoever forgot to close yesterday's counter has gone home. */
  async closeForgotten(tx: Tx, openedBefore: Date): Promise<number> {
    const forgotten = await tx.db
      .createQueryBuilder(Counter, 'counter')
      .where(`counter.state <> 'closed' and counter.since < :openedBefore`, { openedBefore })
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
    for (const counter of forgotten) {
      await this.keep(tx, counter, counter.close(this.clock.now()));
    }
    return forgotten.length;
  }
}
