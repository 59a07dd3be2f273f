import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  beginTotp,
  confirmTotp,
  readAccessJournal,
  readSecondFactor,
  removeTotp,
  resetSecondFactor,
} from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { AccessGuard } from '../http/access.guard.ts';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';
import { PasswordSignIn } from './password-sign-in.ts';

/** The second step of signing in: one's own, a colleague's reset, and who changed what. */
@Controller('v1')
export class SecondFactorController {
  constructor(
    private readonly services: Services,
    private readonly signIns: PasswordSignIn,
    private readonly guard: AccessGuard,
  ) {}

  @Get('me/second-factor')
  @Asks(readSecondFactor)
  read(@From() from: FastifyRequest) {
    return this.services.pass(readSecondFactor, {}, from);
  }

  @Post('me/totp')
  @Asks(beginTotp, { status: 201, limit: 'sign-in' })
  begin(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.signIns.again(beginTotp, body, from);
  }

  @Post('me/totp/confirmation')
  @Asks(confirmTotp, { status: 201, limit: 'sign-in' })
  async confirm(@Body() body: unknown, @From() from: FastifyRequest) {
    const passed = await this.services.pass(confirmTotp, body, from);
    this.guard.forgetAll();
    return passed;
  }

  @Post('me/totp/removal')
  @Asks(removeTotp, { status: 204, limit: 'sign-in' })
  async remove(@Body() body: unknown, @From() from: FastifyRequest) {
    const done = await this.signIns.again(removeTotp, body, from);
    this.guard.forgetAll();
    return done;
  }

  @Post('desk/accounts/:accountId/second-factor-reset')
  @Asks(resetSecondFactor)
  async reset(
    @Param('accountId') accountId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    const passed = await this.services.pass(resetSecondFactor, within(body, { accountId }), from);
    this.guard.forgetAll();
    return passed;
  }

  @Get('desk/access-journal')
  @Asks(readAccessJournal)
  journal(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(readAccessJournal, query, from);
  }
}
