import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../gateway.config.ts';
import { Settings } from './injected.ts';

/** Twelve hours: the longest a browser session may last (reliability-and-security 5.2). */
const ABSOLUTE_SECONDS = 43_200;

/** As long as an attempt lives. */
const ATTEMPT_SECONDS = 600;

/** A browser keeps no cookie for longer than 400 days; a device that is used renews it. */
const DEVICE_SECONDS = 34_560_000;

/** The browser's session: an opaque token in a cookie that scripts cannot read. */
@Injectable()
export class SessionCookie {
  private readonly secure: boolean;
  readonly name: string;
  readonly deviceName: string;
  readonly attemptName: string;

  constructor(@Settings() config: GatewayConfig) {
    this.secure = config.PUBLIC_URL.startsWith('https:');
    // The __Host- prefix demands TLS; a desk tried out over plain loopback goes without it.
    this.name = this.secure ? '__Host-pst' : 'pst';
    this.deviceName = `${this.name}-device`;
    this.attemptName = `${this.name}-attempt`;
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

  /** What binds a sign-in that is under way at the issuer to this browser; lax, as it comes back from there. */
  readAttempt(request: FastifyRequest): string | undefined {
    return request.cookies[this.attemptName];
  }

  writeAttempt(reply: FastifyReply, token: string): void {
    void reply.setCookie(this.attemptName, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.secure,
      maxAge: ATTEMPT_SECONDS,
    });
  }

  clearAttempt(reply: FastifyReply): void {
    void reply.clearCookie(this.attemptName, { path: '/', secure: this.secure });
  }

  /** The token of the device that the browser runs on; a script shows it in the header instead. */
  readDevice(request: FastifyRequest): string | undefined {
    const shown = /^Device (\S+)$/i.exec(request.headers.authorization ?? '');
    return shown?.[1] ?? request.cookies[this.deviceName];
  }

  /** Strict: a device is set up on its own pages and never led there by another site. */
  writeDevice(reply: FastifyReply, token: string): void {
    void reply.setCookie(this.deviceName, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: this.secure,
      maxAge: DEVICE_SECONDS,
    });
  }

  clearDevice(reply: FastifyReply): void {
    void reply.clearCookie(this.deviceName, { path: '/', secure: this.secure });
  }
}
