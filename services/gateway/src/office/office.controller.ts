import { Controller, Get, Query, Res } from '@nestjs/common';
import { Clock } from '@pst/config';
import { instant, readCalendar } from '@pst/contracts';
import { invalid, inWordsOf } from '@pst/messaging';
import { publishedStandard, WorkingTime, type OfficeProfile } from '@pst/service-standard';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { GatewayConfig } from '../gateway.config.ts';
import { From, languageOf } from '../http/asking.ts';
import { Asks, Route } from '../http/asks.ts';
import { HotReads } from '../http/hot-reads.ts';
import { Office, Settings } from '../http/injected.ts';
import { FollowedCalendar } from './followed-calendar.ts';

const office = publishedStandard
  .extend({ clock: z.object({ demo: z.boolean() }) })
  .meta({ id: 'Office' });
const status = z
  .object({
    open: z.boolean(),
    at: instant,
    closesAt: instant.optional().describe('Only while open'),
    opensAt: instant.optional().describe('Only while closed'),
    reason: z.enum(['open', 'before-opening', 'break', 'closed-for-the-day', 'weekend', 'holiday']),
    holiday: z.string().optional(),
  })
  .meta({ id: 'OfficeStatus' });
const query = z.object({ at: z.iso.datetime({ offset: true }).optional() });

/** The published service standard, and whether the office is open. */
@Controller('v1/office')
export class OfficeController {
  constructor(
    @Office() private readonly profile: OfficeProfile,
    @Settings() private readonly config: GatewayConfig,
    private readonly time: WorkingTime,
    private readonly clock: Clock,
    private readonly calendar: FollowedCalendar,
    private readonly hot: HotReads,
  ) {}

  @Get()
  @Route({ allow: 'anyone', reply: office, summary: 'The service standard as published' })
  read(): z.output<typeof office> {
    // Of the profile what is published and no more: how the staff signs in is nobody else's business.
    const standard = publishedStandard.parse(this.profile);
    const { holidays } = this.calendar;
    return { ...standard, holidays, clock: { demo: this.config.CLOCK_START !== undefined } };
  }

  /** Days off with the decree each rests on, and the years whose list is complete. */
  @Get('calendar')
  @Asks(readCalendar)
  readCalendar(
    @Query() query: Record<string, unknown>,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.hot.pass(readCalendar, query, from, reply);
  }

  @Get('status')
  @Route({ allow: 'anyone', reply: status, summary: 'Open or closed, now or at an instant' })
  status(@Query() asked: unknown, @From() from: FastifyRequest): z.output<typeof status> {
    const parsed = query.safeParse(asked, inWordsOf(languageOf(from)));
    if (!parsed.success) {
      throw invalid(parsed.error);
    }
    const at = parsed.data.at === undefined ? this.clock.now() : new Date(parsed.data.at);
    const { closesAt, opensAt, ...found } = this.time.statusAt(at);
    return {
      ...found,
      at: found.at.toISOString(),
      ...(closesAt && { closesAt: closesAt.toISOString() }),
      ...(opensAt && { opensAt: opensAt.toISOString() }),
    };
  }
}
