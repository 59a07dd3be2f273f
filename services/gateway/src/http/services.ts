import { Injectable } from '@nestjs/common';
import type { RequestContract } from '@pst/contracts';
import { Bus, RequestClient, type RawReply } from '@pst/messaging';
import { ActorSigner, anonymous, VisitSigner } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Office, Settings } from './injected.ts';
import { askingOf } from './asking.ts';
import type { GatewayConfig } from '../gateway.config.ts';

type Bodied<Contract extends RequestContract> = z.input<Contract['request']>;

/** A service's answer on its way to the client, unparsed. */
export class Passed {
  constructor(readonly reply: RawReply) {}
}

/** The services behind the gateway, asked on behalf of whoever sent the request. */
@Injectable()
export class Services {
  private readonly client: RequestClient;
  private readonly changed = new Set<(service: string) => void>();

  constructor(
    bus: Bus,
    @Settings() config: GatewayConfig,
    @Office() private readonly profile: OfficeProfile,
  ) {
    const key = config.ACTOR_PRIVATE_KEY;
    this.client = new RequestClient(bus, new ActorSigner(key), new VisitSigner(key));
  }

  /** Called when a service has answered a request that may have changed something. */
  onChange(listener: (service: string) => void): void {
    this.changed.add(listener);
  }

  /** The parsed answer, for routes that build something from it. */
  async ask<Contract extends RequestContract>(
    contract: Contract,
    body: Bodied<Contract>,
    from: FastifyRequest,
  ): Promise<z.output<Contract['reply']>> {
    const asking = askingOf(from, this.profile.office.code);
    const answer = await this.client.request(contract, body, asking);
    this.noteChange(contract, from);
    return answer;
  }

  /** Asks for the gateway itself, as anybody could. */
  askAsAnybody<Contract extends RequestContract>(
    contract: Contract,
    body: Bodied<Contract>,
  ): Promise<z.output<Contract['reply']>> {
    const { code: office } = this.profile.office;
    return this.client.request(contract, body, { office, language: 'id', actor: anonymous });
  }

  /**
   * The answer's bytes as they are. `body` comes from outside: the answering service parses it by the
   * contract, which is the one place where that happens.
   */
  async pass(contract: RequestContract, body: unknown, from: FastifyRequest): Promise<Passed> {
    const asking = askingOf(from, this.profile.office.code);
    const reply = await this.client.requestBytes(contract, body, asking);
    this.noteChange(contract, from);
    return new Passed(reply);
  }

  private noteChange({ service, allow }: RequestContract, { method }: FastifyRequest): void {
    // What any account may do concerns itself alone, such as its page in a book: that is read by nobody else.
    if (method !== 'GET' && method !== 'HEAD' && allow !== 'signed-in') {
      for (const listener of this.changed) {
        listener(service);
      }
    }
  }
}

/** Path and query parameters beside the body's fields; a body that is no object is passed as it is. */
export function within(body: unknown, parameters: Record<string, unknown>): unknown {
  if (body === undefined || body === null) {
    return parameters;
  }
  return typeof body === 'object' && !Array.isArray(body) ? { ...body, ...parameters } : body;
}
