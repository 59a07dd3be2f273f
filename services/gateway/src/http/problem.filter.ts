import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import {
  bodyTooLarge,
  malformedJson,
  methodNotAllowed,
  notAllowed,
  notFound,
  problemBySlug,
  ProblemError,
  tooManyRequests,
  unexpected,
  unsupportedMediaType,
} from '@pst/contracts';
import { describeError, type Logger } from '@pst/telemetry';
import { trace } from '@opentelemetry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './asking.ts';
import { Log } from './injected.ts';

/** Refusals of Fastify, Nest and the body parsers, as problems of ours. */
function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) {
    return error;
  }
  switch (error instanceof HttpException ? error.getStatus() : statusOf(error)) {
    case 400:
      // Ours say which field; this one comes from the JSON parser (or an address with broken escapes).
      return malformedJson.error({});
    case 403:
      return notAllowed.error({});
    case 404:
      return notFound.error({});
    case 405:
      return methodNotAllowed.error({});
    case 413:
      return bodyTooLarge.error({ limitBytes: JSON_BODY_LIMIT });
    case 415:
      return unsupportedMediaType.error({});
    default:
      return unexpected.error({});
  }
}

/** The HTTP status that an error of Fastify carries. */
export function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'statusCode' in error
    ? error.statusCode
    : undefined;
}

/** Bytes of a JSON body; uploads have limits of their own. */
export const JSON_BODY_LIMIT = 2_621_440;

/** Every refusal as RFC 9457 problem details in the reader's language. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Log() private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = problemOf(error);
    const instance = trace.getActiveSpan()?.spanContext().traceId ?? request.id;
    if (problem.status >= 500 && !(error instanceof ProblemError)) {
      this.log.error(
        { ...describeError(error), instance, method: request.method },
        'request failed',
      );
    }
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (problem.status === 401) {
      void reply.headers({
        'www-authenticate': 'Bearer',
        // Where a reading app learns how to sign in (Authentication for OPDS 1.0, 2.4).
        link: '</opds/authentication>; rel="http://opds-spec.org/auth/document"; type="application/opds-authentication+json"',
      });
    }
    if (problem.slug === tooManyRequests.slug) {
      void reply.header('retry-after', String(problem.params['retryAfterSeconds']));
    }
    if (problem.status === 503) {
      void reply.header('retry-after', '2');
    }
    void reply
      .status(problem.status)
      .header('cache-control', 'no-store')
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(Buffer.from(JSON.stringify(documentOf(problem, request, instance))));
  }
}

function documentOf(problem: ProblemError, request: FastifyRequest, instance: string) {
  const language = languageOf(request);
  // A service newer than this gateway may refuse with a problem that is not known here yet.
  const contract = problemBySlug(problem.slug) ?? unexpected;
  const params = contract.params.safeParse(problem.params);
  return {
    ...problem.params,
    type: `/problems/${problem.slug}`,
    title: contract.title(language),
    status: problem.status,
    detail: contract.detail(language, params.success ? params.data : {}),
    instance,
    ...(problem.errors !== undefined && { errors: problem.errors }),
  };
}
