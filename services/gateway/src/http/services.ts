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

  constructor(
    bus: Bus,
    @Settings() config: GatewayConfig,
    @Office() private readonly profile: OfficeProfile,
  ) {
    const key = config.ACTOR_PRIVATE_KEY;
    this.client = new RequestClient(bus, new ActorSigner(key), new VisitSigner(key));
  }

  /** The parsed answer, for routes that build something from it. */
  ask<Contract extends RequestContract>(
    contract: Contract,
    body: Bodied<Contract>,
    from: FastifyRequest,
  ): Promise<z.output<Contract['reply']>> {
    return this.client.request(contract, body, askingOf(from, this.profile.office.code));
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
    return new Passed(
      await this.client.requestBytes(contract, body, askingOf(from, this.profile.office.code)),
    );
  }
}

/** Path and query parameters beside the body's fields; a body that is no object is passed as it is. */
export function within(body: unknown, parameters: Record<string, unknown>): unknown {
  if (body === undefined || body === null) {
    return parameters;
  }
  return typeof body === 'object' && !Array.isArray(body) ? { ...body, ...parameters } : body;
}
