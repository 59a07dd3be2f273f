import { Injectable } from '@nestjs/common';
import type { Tx } from '@pst/persistence';
import { mannerOf } from './domain/manner.ts';
import type { Message } from './domain/message.ts';
import { Suppressions } from './suppressions.ts';

/** Decides of messages that are due which may leave now; one that may not says why. */
@Injectable()
export class Admission {
  constructor(private readonly suppressions: Suppressions) {}

  /** Those that may leave; the others are changed and wait to be saved. */
  async admit(tx: Tx, due: readonly Message[]): Promise<Message[]> {
    const suppressed = await this.suppressions.among(
      tx,
      due.flatMap(({ toIndex }) => toIndex ?? []),
    );
    return due.filter((message) => {
      const manner = mannerOf(message.template);
      const reasons = suppressed.get(message.toIndex ?? '');
      // Who waits for a code has just named the address again, and learns only this way that it is wrong.
      if (reasons?.has('no-such-address') && manner !== 'asked') {
        message.suppress('address-suppressed');
        return false;
      }
      return true;
    });
  }
}
