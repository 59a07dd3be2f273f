import { Body, Controller, Delete, Get, Param, Post, Query, Res } from '@nestjs/common';
import {
  authenticateDevice,
  listDevices,
  notSignedIn,
  registerDevice,
  revokeDevice,
} from '@pst/contracts';
import { invalid, inWordsOf } from '@pst/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard } from '../http/access.guard.ts';
import { From, languageOf } from '../http/asking.ts';
import { Asks, Route } from '../http/asks.ts';
import { Services } from '../http/services.ts';
import { SessionCookie } from '../http/session-cookie.ts';

/** Kiosks, boards and workstations: registered and revoked at the desk, set up in their own browser. */
@Controller('v1')
export class DevicesController {
  constructor(
    private readonly services: Services,
    private readonly guard: AccessGuard,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('desk/devices')
  @Asks(listDevices)
  list(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listDevices, query, from);
  }

  @Post('desk/devices')
  @Asks(registerDevice, { status: 201 })
  register(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(registerDevice, body, from);
  }

  @Delete('desk/devices/:deviceId')
  @Asks(revokeDevice, { status: 204 })
  async revoke(@Param('deviceId') deviceId: string, @From() from: FastifyRequest) {
    const passed = await this.services.pass(revokeDevice, { deviceId }, from);
    this.guard.forgetAll();
    return passed;
  }

  /** The browser that sends a device's token keeps it from then on, in a cookie no script can read. */
  @Post('device-session')
  @Asks(authenticateDevice, { status: 201, limit: 'sign-in', summary: 'Set a device up' })
  async setUp(
    @Body() body: unknown,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const sent = authenticateDevice.request.safeParse(body, inWordsOf(languageOf(from)));
    if (!sent.success) {
      throw invalid(sent.error);
    }
    const device = await this.services.ask(authenticateDevice, sent.data, from);
    this.cookie.writeDevice(reply, sent.data.token);
    return device;
  }

  /** Which device this browser is. The cookie is written anew: one that is used does not run out. */
  @Get('device-session')
  @Route({
    allow: ['device:kiosk', 'device:board', 'device:workstation'],
    reply: authenticateDevice.reply,
    summary: 'Which device this is',
  })
  async read(@From() from: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const token = this.cookie.readDevice(from);
    if (token === undefined) {
      throw notSignedIn.error({});
    }
    const device = await this.services.ask(authenticateDevice, { token }, from);
    this.cookie.writeDevice(reply, token);
    return device;
  }

  @Delete('device-session')
  @Route({ allow: 'anyone', status: 204, summary: 'This browser is no device any more' })
  leave(@Res({ passthrough: true }) reply: FastifyReply): void {
    this.cookie.clearDevice(reply);
  }
}
