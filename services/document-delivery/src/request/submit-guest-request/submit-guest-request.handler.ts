import { Controller } from '@nestjs/common';
import { oneTimeCodeWrong, submitGuestRequest, visitNeeded, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { AddressProofs } from '../address-proofs.ts';
import { RequestIntake } from '../request-intake.ts';

type Command = RequestOf<typeof submitGuestRequest>;

/** A visitor without an account: the ticket says who is here, the mailed code whose address it is. */
@Controller()
export class SubmitGuestRequestHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly proofs: AddressProofs,
    private readonly intake: RequestIntake,
  ) {}

  @Answers(submitGuestRequest)
  async handle(command: Command, caller: Caller) {
    const { visitId, office } = caller;
    if (visitId === undefined) {
      throw visitNeeded.error({});
    }
    const submitted = await this.transaction.once(caller, async (tx) => {
      const { proofId, name, email } = command;
      if (!(await this.proofs.holds(tx.db, { office, visitId }, command))) {
        return null;
      }
      const ids = await this.proofsOf(tx, email, caller);
      return this.intake.take(tx, command, caller, {
        id: proofId,
        ids,
        key: this.proofs.emailIndex(email),
        guest: true,
        name,
        email,
      });
    });
    // Refused after the commit, because the try that was made has to count.
    if (submitted === null) {
      throw oneTimeCodeWrong.error({});
    }
    return submitted;
  }

  /** Whoever reads the same mail is the same person, at whichever visit. */
  private async proofsOf(tx: Tx, email: string, { office }: Caller): Promise<string[]> {
    const proofs: { id: string }[] = await tx.db.query(
      `select id from address_proof
       where office = $1 and email_index = $2 and used_at is not null`,
      [office, this.proofs.emailIndex(email)],
    );
    return proofs.map(({ id }) => id);
  }
}
