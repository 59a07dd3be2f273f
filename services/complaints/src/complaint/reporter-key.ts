import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { complaintNotFound } from '@pst/contracts';
import { Transaction } from '@pst/persistence';
import { normaliseTrackingCode, sameSecret, type Caller } from '@pst/security';
import { CaseFile } from './case-file.ts';
import { Complaint } from './domain/complaint.ts';

const MOST_WRONG_PINS = 10;
const LOCKED_MS = 15 * 60_000;

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
   * transaction of their own, which the refusal does not undo.
   */
  async open({ code, pin }: Key, caller: Caller): Promise<Complaint> {
    const now = this.clock.now();
    const complaint = await this.transaction.run(async (tx) => {
      const found = await tx.db.findOne(Complaint, {
        where: { code: codeOf(code), office: caller.office },
        lock: { mode: 'pessimistic_write' },
      });
      if (found === null || (found.lockedUntil !== null && found.lockedUntil > now)) {
        return undefined;
      }
      if (sameSecret(this.file.pinIndex(found.code, pin), found.pinIndex)) {
        if (found.wrongPins > 0) {
          await tx.db.update(Complaint, { id: found.id }, { wrongPins: 0, lockedUntil: null });
        }
        return found;
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
      return undefined;
    });
    if (complaint === undefined) {
      throw complaintNotFound.error({});
    }
    return complaint;
  }
}

/** However the code was typed; what cannot be one is no case's. */
export const codeOf = (typed: string) => normaliseTrackingCode('ADU', typed) ?? '';
