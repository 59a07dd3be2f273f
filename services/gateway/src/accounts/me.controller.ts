import { Body, Controller, Delete, Get, Patch, Res } from '@nestjs/common';
import {
  changeMe,
  closeMe,
  exportMe,
  exportOwnRequests,
  listFollowings,
  readMe,
} from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard } from '../http/access.guard.ts';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';
import { SessionCookie } from '../http/session-cookie.ts';

/** The signed-in person's own account. */
@Controller('v1/me')
export class MeController {
  constructor(
    private readonly services: Services,
    private readonly guard: AccessGuard,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @Asks(readMe)
  read(@From() from: FastifyRequest) {
    return this.services.pass(readMe, {}, from);
  }

  @Patch()
  @Asks(changeMe)
  async change(@Body() body: unknown, @From() from: FastifyRequest) {
    const passed = await this.services.pass(changeMe, body, from);
    this.guard.forgetAll();
    return passed;
  }

  @Delete()
  @Asks(closeMe, { status: 204 })
  async close(@From() from: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const passed = await this.services.pass(closeMe, {}, from);
    this.guard.forgetAll();
    this.cookie.clear(reply);
    return passed;
  }

  /** All data held about me, every service that holds any. */
  @Get('export')
  @Asks(exportMe)
  async export(@From() from: FastifyRequest) {
    const [account, documentDelivery, followings] = await Promise.all([
      this.services.ask(exportMe, {}, from),
      this.services.ask(exportOwnRequests, {}, from),
      this.services.ask(listFollowings, {}, from),
    ]);
    return { account, documentDelivery, followings: followings.items };
  }
}
