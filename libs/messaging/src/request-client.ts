import {
  ProblemError,
  serviceUnavailable,
  type InvalidField,
  type Language,
  type RequestContract,
} from '@pst/contracts';
import type { Actor, ActorSigner, VisitSigner } from '@pst/security';
import { NoRespondersError, RequestError, TimeoutError, type Msg } from '@nats-io/nats-core';
import { SpanKind } from '@opentelemetry/api';
import type { z } from 'zod';
import type { Bus } from './bus.ts';
import { anybodyThere, HEADER } from './headers.ts';
import { inSpan, tracedHeaders } from './trace-context.ts';

/** A question without an answer for so long makes us ask whether anybody is there at all. */
const PATIENCE_MS = 400;

/** On whose behalf a request is sent. */
export interface Asking {
  readonly office: string;
  readonly language: Language;
  readonly actor: Actor;
  /** The visit at whose desk PC it is asked, verified. */
  readonly visitId?: string;
  readonly idempotencyKey?: string;
  readonly address?: string;
}

/** A reply as it came: JSON bytes that may go to the client unparsed. */
export interface RawReply {
  readonly bytes: Uint8Array;
  readonly replayed: boolean;
}

interface ProblemOnTheWire {
  readonly slug: string;
  readonly status: number;
  readonly params?: Record<string, unknown>;
  readonly errors?: readonly InvalidField[];
}

/**
 * Asks a service and waits no longer than the contract says. Nobody listening, the bus down, or no
 * answer in time: `service-unavailable` (503), the first two at once.
 */
export class RequestClient {
  constructor(
    private readonly bus: Bus,
    private readonly signer: ActorSigner,
    private readonly visits: VisitSigner,
  ) {}

  /** The reply as the service gave it; the service has validated it, so it is not parsed again. */
  async request<Contract extends RequestContract>(
    contract: Contract,
    body: z.input<Contract['request']>,
    asking: Asking,
  ): Promise<z.output<Contract['reply']>> {
    const { bytes } = await this.requestBytes(contract, body, asking);
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  }

  /** The reply's JSON bytes, for answers that only pass through. */
  async requestBytes<Contract extends RequestContract>(
    contract: Contract,
    body: z.input<Contract['request']>,
    asking: Asking,
  ): Promise<RawReply> {
    if (!this.bus.isUp) {
      throw serviceUnavailable.error({ service: contract.service });
    }
    const message = await inSpan(
      `${contract.pattern} request`,
      { kind: SpanKind.CLIENT, attributes: { 'messaging.system': 'nats' } },
      () => this.send(contract, body, asking),
    );
    if (message.headers?.has(HEADER.problem) === true) {
      const problem = message.json<ProblemOnTheWire>();
      throw new ProblemError(problem.slug, problem.status, problem.params, problem.errors);
    }
    return { bytes: message.data, replayed: message.headers?.has(HEADER.replayed) === true };
  }

  private async send(contract: RequestContract, body: unknown, asking: Asking): Promise<Msg> {
    const headers = tracedHeaders();
    headers.set(HEADER.office, asking.office);
    headers.set(HEADER.language, asking.language);
    headers.set(HEADER.deadline, String(Date.now() + contract.timeoutMs));
    if (asking.actor.kind !== 'anonymous') {
      headers.set(HEADER.actor, this.signer.sign(asking.actor, asking.office));
    }
    if (asking.visitId !== undefined) {
      headers.set(HEADER.visit, this.visits.sign(asking.visitId, asking.office));
    }
    if (asking.idempotencyKey !== undefined) {
      headers.set(HEADER.idempotencyKey, asking.idempotencyKey);
    }
    if (asking.address !== undefined) {
      headers.set(HEADER.address, asking.address);
    }
    try {
      return await this.whileAnybodyListens(
        contract.service,
        this.bus.connection.request(contract.subject, JSON.stringify(body ?? {}), {
          timeout: contract.timeoutMs,
          headers,
        }),
      );
    } catch (error) {
      if (
        error instanceof NoRespondersError ||
        error instanceof TimeoutError ||
        error instanceof RequestError
      ) {
        throw serviceUnavailable.error({ service: contract.service });
      }
      throw error;
    }
  }

  /**
   * The server says at once that nobody listens, yet not that the one who took the question has died
   * with it. Waiting for the deadline would hold the client for seconds.
   */
  private async whileAnybodyListens<Answer>(
    service: string,
    answer: Promise<Answer>,
  ): Promise<Answer> {
    let probe: NodeJS.Timeout | undefined;
    const deserted = new Promise<never>((_, reject) => {
      probe = setInterval(() => {
        this.bus.connection
          .request(anybodyThere(service), undefined, { timeout: PATIENCE_MS })
          .catch((error: unknown) => isNobody(error) && reject(error));
      }, PATIENCE_MS);
    });
    try {
      return await Promise.race([answer, deserted]);
    } finally {
      clearInterval(probe);
    }
  }
}

function isNobody(error: unknown): boolean {
  return (
    error instanceof NoRespondersError || (error instanceof RequestError && error.isNoResponders())
  );
}
