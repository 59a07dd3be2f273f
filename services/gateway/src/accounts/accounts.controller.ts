import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  createStaffAccount,
  listAccounts,
  listColleagues,
  putRoles,
  registerAccount,
  requestPasswordReset,
  resetPassword,
  verifyEmail,
} from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { AccessGuard } from '../http/access.guard.ts';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';

/** Registration, password resets and the accounts of the staff. */
@Controller('v1')
export class AccountsController {
  constructor(
    private readonly services: Services,
    private readonly guard: AccessGuard,
  ) {}

  @Post('accounts')
  @Asks(registerAccount, { status: 202, limit: 'mail' })
  register(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(registerAccount, body, from);
  }

  @Post('accounts/verification')
  @Asks(verifyEmail, { status: 204 })
  verify(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(verifyEmail, body, from);
  }

  @Post('password-resets')
  @Asks(requestPasswordReset, { status: 202, limit: 'mail' })
  requestReset(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(requestPasswordReset, body, from);
  }

  @Post('password-resets/confirmation')
  @Asks(resetPassword, { status: 204, limit: 'sign-in' })
  async reset(@Body() body: unknown, @From() from: FastifyRequest) {
    const passed = await this.services.pass(resetPassword, body, from);
    this.guard.forgetAll();
    return passed;
  }

  @Get('desk/accounts')
  @Asks(listAccounts)
  list(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listAccounts, query, from);
  }

  @Get('desk/colleagues')
  @Asks(listColleagues)
  colleagues(@From() from: FastifyRequest) {
    return this.services.pass(listColleagues, {}, from);
  }

  @Post('desk/accounts')
  @Asks(createStaffAccount, { status: 201, limit: 'mail' })
  create(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(createStaffAccount, body, from);
  }

  @Put('desk/accounts/:accountId/roles')
  @Asks(putRoles)
  async putRoles(
    @Param('accountId') accountId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    const passed = await this.services.pass(putRoles, within(body, { accountId }), from);
    this.guard.forgetAll();
    return passed;
  }
}
