import { context, propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import type { Span } from '@opentelemetry/api';
import { histogram } from '@pst/telemetry';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    span?: Span;
  }
}

const tracer = trace.getTracer('@pst/gateway');
const duration = histogram('http.server.request.duration');

/**
 * A trace per request for a share of them. The dice are thrown before anything is made, so that a
 * request which is not traced costs nothing; a client's own trace is continued when it is chosen.
 */
export function traceRequests(fastify: FastifyInstance, ratio: number): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (Math.random() >= ratio) {
      done();
      return;
    }
    // The id of the client's trace, not its wish to be sampled: that would be the public's switch.
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const span = tracer.startSpan(
      // The route and never the address, which may hold a code or a token.
      `${request.method} ${request.routeOptions.url ?? '(no route)'}`,
      { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method } },
      parent,
    );
    request.span = span;
    context.with(trace.setSpan(parent, span), done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    request.span?.setAttribute('http.response.status_code', reply.statusCode).end();
    duration.record(reply.elapsedTime / 1_000, {
      'http.request.method': request.method,
      'http.route': request.routeOptions.url ?? '(no route)',
      'http.response.status_code': reply.statusCode,
    });
    done();
  });
}
