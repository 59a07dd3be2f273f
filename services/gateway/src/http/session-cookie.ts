import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../gateway.config.ts';
import { Settings } from './injected.ts';

/** Twelve hours: the longest a browser session may last (reliability-and-security 5.2). */
const ABSOLUTE_SECONDS = 43_200;

/** The browser's session: an opaque token in a cookie that scripts cannot read. */
@Injectable()
export class SessionCookie {
  private readonly secure: boolean;
  readonly name: string;

  constructor(@Settings() config: GatewayConfig) {
    this.secure = config.PUBLIC_URL.startsWith('https:');
    // The __Host- prefix demands TLS; a desk tried out over plain loopback goes without it.
    this.name = this.secure ? '__Host-pst' : 'pst';
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  write(reply: FastifyReply, token: string): void {
    void reply.setCookie(this.name, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.secure,
      maxAge: ABSOLUTE_SECONDS,
    });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, { path: '/', secure: this.secure });
  }
}
