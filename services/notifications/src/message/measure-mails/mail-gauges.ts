import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Office } from '@pst/messaging';
import type { OfficeProfile } from '@pst/service-standard';
import { gauges } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import { WAITING_FOR_A_WORD } from '../domain/message.ts';

/** Mails that have not left, whenever somebody collects them. */
@Injectable()
export class MailGauges implements OnApplicationBootstrap, OnModuleDestroy {
  private end = () => {};

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  onApplicationBootstrap(): void {
    const office = this.profile.office.code;
    this.end = gauges(
      ['pst.mails.waiting', 'pst.mails.longest_wait', 'pst.mails.held'],
      async (tell) => {
        const now = this.clock.now();
        const rows: { status: string; due: boolean; mails: number; since: Date }[] =
          await this.source.query(
            // One that was refused for now is due since it was ordered, not since its next attempt.
            `select status,
                    coalesce(next_attempt_at <= $3 or attempts > 0 or status = 'sending', false) as due,
                    count(*)::int as mails,
                    min(case when attempts > 0 then created_at
                        else coalesce(next_attempt_at, created_at) end) as since
             from message where office = $1 and status = any($2) group by 1, 2`,
            [office, ['pending', 'sending', ...WAITING_FOR_A_WORD], now],
          );
        const waiting = rows.filter(({ status }) => status === 'pending' || status === 'sending');
        for (const [when, due] of [
          ['now', true],
          ['later', false],
        ] as const) {
          const mails = waiting.filter((row) => row.due === due);
          tell('pst.mails.waiting', sum(mails), { office, when });
        }
        const oldest = Math.min(
          now.getTime(),
          ...waiting.filter(({ due }) => due).map(({ since }) => since.getTime()),
        );
        tell('pst.mails.longest_wait', (now.getTime() - oldest) / 1_000, { office });
        for (const state of WAITING_FOR_A_WORD) {
          const mails = rows.filter(({ status }) => status === state);
          tell('pst.mails.held', sum(mails), { office, state });
        }
      },
    );
  }

  onModuleDestroy(): void {
    this.end();
  }
}

const sum = (rows: readonly { mails: number }[]) =>
  rows.reduce((total, { mails }) => total + mails, 0);
