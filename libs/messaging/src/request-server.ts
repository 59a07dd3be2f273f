import { createHash } from 'node:crypto';
import {
  invalidRequest,
  malformedJson,
  ProblemError,
  serviceUnavailable,
  unexpected,
  type InvalidField,
  type Language,
  type RequestContract,
} from '@pst/contracts';
import {
  anonymous,
  requireAllowed,
  type ActorVerifier,
  type Caller,
  type VisitVerifier,
} from '@pst/security';
import { isDatabaseAway } from '@pst/persistence';
import { describeError, histogram, type Logger } from '@pst/telemetry';
import { headers as natsHeaders, type Msg, type Subscription } from '@nats-io/nats-core';
import { Server, type MessageHandler } from '@nestjs/microservices';
import { SpanKind } from '@opentelemetry/api';
import { lastValueFrom } from 'rxjs';
import { z } from 'zod';
import type { Bus } from './bus.ts';
import { REQUESTS } from './handlers.ts';
import { anybodyThere, HEADER } from './headers.ts';
import { refuseDeep } from './nesting.ts';
import { contextOf, inSpan } from './trace-context.ts';

const duration = histogram('pst.request.duration');

interface Endpoint {
  readonly contract: RequestContract;
  readonly handler: MessageHandler;
}

/**
 * Answers requests over core NATS: a queue group per service, so that replicas share the work.
 *
 * The wire form is leaner than Nest's own: the reply's body is the JSON of the answer itself, an error
 * is marked by a header, and the gateway can pass the bytes on unparsed.
 */
export class RequestServer extends Server {
  override readonly transportId = REQUESTS;
  private readonly endpoints = new Map<string, Endpoint>();
  private subscription: Subscription | undefined;
  private underWay = 0;
  private idle: (() => void) | undefined;

  constructor(
    private readonly service: string,
    private readonly bus: Bus,
    private readonly verifier: ActorVerifier,
    private readonly visits: VisitVerifier,
    private readonly log: Logger,
  ) {
    super();
  }

  override addHandler(
    pattern: string,
    handler: MessageHandler,
    _isEvent?: boolean,
    extras?: Record<string, unknown>,
  ): void {
    const contract = extras?.['contract'] as RequestContract; // set by @Answers alone
    if (contract.service !== this.service) {
      throw new Error(`${pattern} is a question to ${contract.service}, not to ${this.service}`);
    }
    if (this.endpoints.has(contract.subject)) {
      throw new Error(`Two handlers answer ${pattern}`);
    }
    this.endpoints.set(contract.subject, { contract, handler });
    super.addHandler(pattern, handler, false, extras);
  }

  listen(callback: (error?: unknown) => void): void {
    this.subscription = this.bus.connection.subscribe(`rpc.${this.service}.>`, {
      queue: `rpc-${this.service}`,
      callback: (error, message) => {
        if (error === null) {
          void this.answer(message);
        } else {
          this.log.error(describeError(error), 'request subscription failed');
        }
      },
    });
    callback();
  }

  /** Takes no more questions and waits until those under way are answered. Nest closes a second time. */
  async close(): Promise<void> {
    if (this.bus.isUp && this.subscription?.isClosed() === false) {
      await this.subscription.drain();
    }
    if (this.underWay > 0) {
      await new Promise<void>((resolve) => {
        this.idle = resolve;
      });
    }
  }

  on(): never {
    throw new Error('Follow the Bus instead');
  }

  unwrap<Connection>(): Connection {
    return this.bus.connection as Connection;
  }

  private async answer(message: Msg): Promise<void> {
    if (message.subject === anybodyThere(this.service)) {
      message.respond();
      return;
    }
    const endpoint = this.endpoints.get(message.subject);
    const deadline = Number(message.headers?.get(HEADER.deadline) ?? 0);
    if (deadline > 0 && deadline < Date.now()) {
      // Nobody waits for it any more, and doing the work late could surprise them.
      this.log.warn({ subject: message.subject }, 'request dropped after its deadline');
      return;
    }
    this.underWay += 1;
    const begun = performance.now();
    let outcome = 'answered';
    const reply = natsHeaders();
    let body: string;
    try {
      if (endpoint === undefined) {
        throw new ProblemError('unknown-request', 404);
      }
      const { caller, request } = this.read(message, endpoint.contract);
      const answer: unknown = await inSpan(
        `${endpoint.contract.pattern} handle`,
        { kind: SpanKind.SERVER, parent: contextOf(message.headers) },
        async () =>
          lastValueFrom(this.transformToObservable(await endpoint.handler(request, caller))),
      );
      if (caller.replayed === true) {
        reply.set(HEADER.replayed, 'true');
      }
      body = typeof answer === 'string' ? answer : JSON.stringify(answer ?? null);
    } catch (error) {
      reply.set(HEADER.problem, 'true');
      outcome = error instanceof ProblemError ? error.slug : 'failed';
      body = JSON.stringify(this.problemOf(error, message.subject));
    } finally {
      duration.record((performance.now() - begun) / 1_000, {
        pattern: endpoint?.contract.pattern ?? 'unknown',
        outcome,
      });
      this.underWay -= 1;
      if (this.underWay === 0) {
        this.idle?.();
      }
    }
    if (message.reply !== undefined && !this.bus.connection.isClosed()) {
      message.respond(body, { headers: reply });
    }
  }

  private read(message: Msg, contract: RequestContract): { caller: Caller; request: unknown } {
    const { headers } = message;
    const office = headers?.get(HEADER.office) ?? '';
    const token = headers?.get(HEADER.actor) ?? '';
    const verified = token === '' ? { actor: anonymous, office } : this.verifier.verify(token);
    if (verified === undefined || verified.office !== office) {
      throw new ProblemError('not-signed-in', 401);
    }
    requireAllowed(contract.allow, verified.actor);
    let json: unknown;
    try {
      json = message.json();
    } catch {
      throw malformedJson.error({});
    }
    refuseDeep(json);
    refuseNul(message.string(), json);
    const language = headers?.get(HEADER.language) === 'en' ? 'en' : 'id';
    const parsed = contract.request.safeParse(json, inWordsOf(language));
    if (!parsed.success) {
      throw invalid(parsed.error);
    }
    // What nobody vouches for attaches nothing; the question itself is answered all the same.
    const visitId = this.visits.verify(headers?.get(HEADER.visit) ?? '', office);
    const idempotencyKey = headers?.get(HEADER.idempotencyKey) ?? '';
    const address = headers?.get(HEADER.address) ?? '';
    return {
      request: parsed.data,
      caller: {
        office,
        language,
        actor: verified.actor,
        operation: contract.pattern,
        fingerprint: createHash('sha256').update(message.data).digest('base64url'),
        ...(visitId !== undefined && { visitId }),
        ...(idempotencyKey !== '' && { idempotencyKey }),
        ...(address !== '' && { address }),
      },
    };
  }

  private problemOf(error: unknown, subject: string) {
    if (error instanceof ProblemError) {
      const { slug, status, params, errors } = error;
      return { slug, status, params, ...(errors && { errors }) };
    }
    if (isDatabaseAway(error)) {
      this.log.warn({ subject, ...describeError(error) }, 'no database for a request');
      const { slug, status } = serviceUnavailable;
      return { slug, status, params: { service: this.service } };
    }
    this.log.error({ subject, ...describeError(error) }, 'request failed');
    return { slug: unexpected.slug, status: unexpected.status, params: {} };
  }
}

/**
 * PostgreSQL's text holds every character but NUL, and nobody types one: refused here, once for all
 * requests. Only a body that spells one out is looked through.
 */
function refuseNul(text: string, json: unknown): void {
  if (!text.includes(String.raw`\u0000`)) {
    return;
  }
  const errors: InvalidField[] = [];
  const look = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'string' && value.includes('\0')) {
      errors.push({ path: path.join('.'), message: 'NUL (U+0000)' });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        look(inner, [...path, key]);
      }
    }
  };
  look(json, []);
  if (errors.length > 0) {
    throw new ProblemError(invalidRequest.slug, invalidRequest.status, {}, errors);
  }
}

/** The 400 that names every invalid field. */
export function invalid(error: z.ZodError): ProblemError {
  return new ProblemError(
    invalidRequest.slug,
    invalidRequest.status,
    {},
    error.issues.flatMap((issue) =>
      // An unknown field is named by itself and not by the object it stands in.
      (issue.code === 'unrecognized_keys' ? issue.keys : [undefined]).map((key) => ({
        path: [...issue.path, ...(key === undefined ? [] : [key])].join('.'),
        message: issue.message,
      })),
    ),
  );
}

const words = { id: z.locales.id().localeError, en: z.locales.en().localeError };

/** What zod says about an invalid field, in the caller's language. */
export function inWordsOf(language: Language) {
  return { error: words[language] };
}
