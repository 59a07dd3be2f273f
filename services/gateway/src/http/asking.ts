import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Language } from '@pst/contracts';
import type { Asking } from '@pst/messaging';
import { anonymous, type Actor } from '@pst/security';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard. */
    actor?: Actor;
    /** Set by the guard: the visit attached to the desk PC that asks. */
    visitId?: string;
    /** Set by the guard: the client keeps its session in our cookie. */
    byCookie?: boolean;
  }
}

/** Indonesian unless the client prefers English (RFC 9110 12.5.4). */
export function languageOf(request: FastifyRequest): Language {
  const wanted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(';q=');
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag }) => /^(id|in|en)\b/.test(tag))
    .toSorted((left, right) => right.quality - left.quality);
  return wanted[0]?.tag.startsWith('en') === true ? 'en' : 'id';
}

/** On whose behalf a request goes to a service. */
export function askingOf(request: FastifyRequest, office: string): Asking {
  const key = request.headers['idempotency-key'];
  return {
    office,
    language: languageOf(request),
    actor: request.actor ?? anonymous,
    address: request.ip,
    ...(request.visitId !== undefined && { visitId: request.visitId }),
    ...(typeof key === 'string' && { idempotencyKey: key }),
  };
}

/** The request itself; handlers pass it on to {@link Services}. */
export const From = createParamDecorator((_: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<FastifyRequest>(),
);
