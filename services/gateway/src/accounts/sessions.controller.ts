import { Body, Controller, Delete, Get, Param, Post, Res } from '@nestjs/common';
import { listSessions, refreshSession, signedIn, signIn, signOut } from '@pst/contracts';
import { invalid, inWordsOf } from '@pst/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard } from '../http/access.guard.ts';
import { From, languageOf } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';
import { SessionCookie } from '../http/session-cookie.ts';
import { PasswordSignIn } from './password-sign-in.ts';

@Controller('v1/sessions')
export class SessionsController {
  constructor(
    private readonly services: Services,
    private readonly signIns: PasswordSignIn,
    private readonly guard: AccessGuard,
    private readonly cookie: SessionCookie,
  ) {}

  /** Tokens for mobile apps and scripts; a browser's is kept in the cookie only. */
  @Post()
  @Asks(signIn, { status: 201, limit: 'sign-in', reply: signedIn })
  async signIn(
    @Body() body: unknown,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const credentials = signIn.request.safeParse(body, inWordsOf(languageOf(from)));
    if (!credentials.success) {
      throw invalid(credentials.error);
    }
    const session = await this.signIns.signIn(credentials.data, from);
    if (credentials.data.client !== 'browser') {
      return session;
    }
    this.cookie.write(reply, session.accessToken);
    const { account, expiresIn, sessionId } = session;
    return { account, expiresIn, sessionId };
  }

  @Post('refresh')
  @Asks(refreshSession, { status: 201, limit: 'sign-in' })
  refresh(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(refreshSession, body, from);
  }

  @Get()
  @Asks(listSessions)
  list(@From() from: FastifyRequest) {
    return this.services.pass(listSessions, {}, from);
  }

  @Delete('current')
  @Asks(signOut, { status: 204 })
  async signOut(@From() from: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const passed = await this.services.pass(signOut, {}, from);
    this.guard.forgetAll();
    this.cookie.clear(reply);
    return passed;
  }

  @Delete(':sessionId')
  @Asks(signOut, { status: 204 })
  async end(@Param('sessionId') sessionId: string, @From() from: FastifyRequest) {
    const passed = await this.services.pass(signOut, { sessionId }, from);
    this.guard.forgetAll();
    return passed;
  }
}
