import { Body, Controller, Delete, Get, Param, Post, Res } from '@nestjs/common';
import {
  confirmWorkstation,
  endWorkstationSession,
  openWorkstationSession,
  readOwnWorkstation,
  readWorkstation,
  readWorkstationSession,
  signOut,
  workstationSession,
  workstationSessionState,
} from '@pst/contracts';
import { invalid, inWordsOf } from '@pst/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard } from '../http/access.guard.ts';
import { From, languageOf } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';
import { SessionCookie } from '../http/session-cookie.ts';
import { AttachedVisits } from './attached-visits.ts';

/** The desk PC's own screen. */
@Controller('v1')
export class WorkstationSessionController {
  constructor(
    private readonly services: Services,
    private readonly visits: AttachedVisits,
    private readonly cookie: SessionCookie,
    private readonly guard: AccessGuard,
  ) {}

  @Get('workstations/:workstationId')
  @Asks(readWorkstation)
  screen(@Param('workstationId') workstationId: string, @From() from: FastifyRequest) {
    return this.services.pass(readWorkstation, { workstationId }, from);
  }

  /** The PC that asks, by its own credential. */
  @Get('workstation')
  @Asks(readOwnWorkstation)
  ownScreen(@From() from: FastifyRequest) {
    return this.services.pass(readOwnWorkstation, {}, from);
  }

  /** The visitor has sat down at the PC that asks. */
  @Post('workstation/session')
  @Asks(confirmWorkstation, { status: 201, reply: workstationSession })
  confirm(
    @Body() body: unknown,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.attached(confirmWorkstation, body, from, reply);
  }

  @Get('workstation-session')
  @Asks(readWorkstationSession, { reply: workstationSessionState })
  read(@From() from: FastifyRequest) {
    const token = this.visits.tokenOf(from);
    return token === undefined
      ? { session: null }
      : this.services.pass(readWorkstationSession, { token }, from);
  }

  /** The visit is attached to this browser: the token is kept in a cookie only. */
  @Post('workstation-session')
  @Asks(openWorkstationSession, { status: 201, limit: 'sign-in', reply: workstationSession })
  open(
    @Body() body: unknown,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.attached(openWorkstationSession, body, from, reply);
  }

  /**
   * The visitor is done. Nothing of them stays in the browser: the account is signed out, both of their
   * cookies go, and the browser is told to drop storages and what it kept of pages. Not every cookie: one
   * that says which device of the office this is stays.
   */
  @Delete('workstation-session')
  @Asks(endWorkstationSession, { status: 204 })
  async end(
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = this.visits.tokenOf(from);
    if (token !== undefined) {
      await this.services.ask(endWorkstationSession, { token }, from);
      this.visits.forgetAll();
    }
    if (from.actor?.kind === 'account' && from.byCookie === true) {
      await this.services.ask(signOut, {}, from);
      this.guard.forgetAll();
    }
    this.visits.clear(reply);
    this.cookie.clear(reply);
    void reply.header('clear-site-data', '"storage", "cache"');
  }

  private async attached(
    contract: typeof openWorkstationSession | typeof confirmWorkstation,
    body: unknown,
    from: FastifyRequest,
    reply: FastifyReply,
  ) {
    const asked = contract.request.safeParse(body, inWordsOf(languageOf(from)));
    if (!asked.success) {
      throw invalid(asked.error);
    }
    const opened = await this.services.ask(contract, asked.data, from);
    this.visits.write(reply, opened.token);
    return opened.session;
  }
}
