import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import {
  beginSingleSignOn,
  endSessionsByIssuer,
  finishSingleSignOn,
  issuerAnswer,
  readSingleSignOn,
  signedIn,
  singleSignOnFailed,
} from '@pst/contracts';
import { invalid, inWordsOf } from '@pst/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AccessGuard } from '../http/access.guard.ts';
import { From, languageOf } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';
import { SessionCookie } from '../http/session-cookie.ts';

const redirect = z.object({ redirectTo: z.url() }).meta({ id: 'IssuerPage' });
const browserSession = signedIn
  .omit({ accessToken: true, refreshToken: true })
  .meta({ id: 'BrowserSession' });

/** Signing in at an issuer outside, in a browser alone: its session is a cookie. */
@Controller('v1/single-sign-on')
export class SingleSignOnController {
  constructor(
    private readonly services: Services,
    private readonly guard: AccessGuard,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @Asks(readSingleSignOn)
  read(@From() from: FastifyRequest) {
    return this.services.pass(readSingleSignOn, {}, from);
  }

  @Post('attempts')
  @Asks(beginSingleSignOn, { status: 201, limit: 'sign-in', reply: redirect })
  async begin(
    @Body() body: unknown,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wish = beginSingleSignOn.request.safeParse(body ?? {}, inWordsOf(languageOf(from)));
    if (!wish.success) {
      throw invalid(wish.error);
    }
    const { redirectTo, attempt } = await this.services.ask(beginSingleSignOn, wish.data, from);
    this.cookie.writeAttempt(reply, attempt);
    return { redirectTo };
  }

  @Post('sessions')
  @Asks(finishSingleSignOn, {
    status: 201,
    limit: 'sign-in',
    body: issuerAnswer,
    reply: browserSession,
  })
  async finish(
    @Body() body: unknown,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = issuerAnswer.safeParse(body, inWordsOf(languageOf(from)));
    if (!answer.success) {
      throw invalid(answer.error);
    }
    const attempt = this.cookie.readAttempt(from);
    if (attempt === undefined) {
      throw singleSignOnFailed.error({});
    }
    this.cookie.clearAttempt(reply);
    const session = await this.services.ask(finishSingleSignOn, { ...answer.data, attempt }, from);
    this.guard.forgetAll();
    this.cookie.write(reply, session.accessToken);
    const { account, expiresIn, sessionId } = session;
    return { account, expiresIn, sessionId };
  }

  /** Back-channel logout: asked by the issuer itself, as a form. */
  @Post('logout')
  @Asks(endSessionsByIssuer, { consumes: 'application/x-www-form-urlencoded' })
  async logout(@Body() body: unknown, @From() from: FastifyRequest) {
    const passed = await this.services.pass(endSessionsByIssuer, body, from);
    this.guard.forgetAll();
    return passed;
  }
}
