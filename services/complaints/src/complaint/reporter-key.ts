import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { complaintNotFound } from '@pst/contracts';
import { Transaction, type Tx } from '@pst/persistence';
import { normaliseTrackingCode, sameSecret, type Caller } from '@pst/security';
import { CaseFile } from './case-file.ts';
import { Complaint } from './domain/complaint.ts';

const MOST_WRONG_PINS = 10;
const LOCKED_MS = 15 * 60_000;
/** As long as a real one, and none: base64url has no full stop. */
const NO_PIN_INDEX = '.'.repeat(43);

/** What a reporter shows instead of a name. */
export interface Key {
  readonly code: string;
  readonly pin: string;
}

/** The door of a case, opened by code and PIN. */
@Injectable()
export class ReporterKey {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly file: CaseFile,
  ) {}

  /**
   * The case, if code and PIN fit. A wrong code and a wrong PIN are one answer. Ten wrong PINs lock
   * the case for a quarter of an hour, and what is counted stays counted: the tries are written in a
   * transaction of their own, which the refusal does not undo. A guess at a code that is nobody's costs
   * the same hash and the same written row: how long the refusal takes tells nothing either.
   */
  async open({ code, pin }: Key, caller: Caller): Promise<Complaint> {
    const now = this.clock.now();
    const complaint = await this.transaction.run(async (tx) => {
      const found = await tx.db.findOne(Complaint, {
        where: { code: codeOf(code), office: caller.office },
        lock: { mode: 'pessimistic_write' },
      });
      const fits = sameSecret(
        this.file.pinIndex(codeOf(code), pin),
        found?.pinIndex ?? NO_PIN_INDEX,
      );
      const closed = found === null || (found.lockedUntil !== null && found.lockedUntil > now);
      if (closed || !fits) {
        await this.countMiss(tx, closed ? null : found, caller.office, now);
        return undefined;
      }
      if (found.wrongPins > 0) {
        await tx.db.update(Complaint, { id: found.id }, { wrongPins: 0, lockedUntil: null });
      }
      return found;
    });
    if (complaint === undefined) {
      throw complaintNotFound.error({});
    }
    return complaint;
  }

  private async countMiss(
    tx: Tx,
    found: Complaint | null,
    office: string,
    now: Date,
  ): Promise<void> {
    if (found === null) {
      await tx.db.query(
        `insert into missed_guess as missed (office, count) values ($1, 1)
         on conflict (office) do update set count = missed.count + 1`,
        [office],
      );
      return;
    }
    const wrongPins = found.wrongPins + 1;
    const locked = wrongPins >= MOST_WRONG_PINS;
    await tx.db.update(
      Complaint,
      { id: found.id },
      {
        wrongPins: locked ? 0 : wrongPins,
        lockedUntil: locked ? new Date(now.getTime() + LOCKED_MS) : null,
      },
    );
  }
}

/** However the code was typed; what cannot be one is no case's. */
export const codeOf = (typed: string) => normaliseTrackingCode('ADU', typed) ?? '';
