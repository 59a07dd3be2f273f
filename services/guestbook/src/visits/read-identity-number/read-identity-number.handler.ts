import { Controller } from '@nestjs/common';
import { readIdentityNumber, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { IdentityNumberSchema } from '../../identity-number.schema.ts';
import { IdentityNumbers } from '../../identity-numbers.ts';
import { identityNumberView } from '../identity-number-view.ts';

/** Whether a number is kept of this visit, and its last characters. */
@Controller()
export class ReadIdentityNumberHandler {
  constructor(
    private readonly source: DataSource,
    private readonly numbers: IdentityNumbers,
  ) {}

  @Answers(readIdentityNumber)
  async handle({ visitId }: RequestOf<typeof readIdentityNumber>, { office }: Caller) {
    this.numbers.mustBeKept();
    const { manager: db } = this.source;
    const row = await db.findOneBy(IdentityNumberSchema, { visitId, office });
    return { kept: row && (await identityNumberView({ db }, row, this.numbers)) };
  }
}
