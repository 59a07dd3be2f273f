import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import type { Allow, RequestContract } from '@pst/contracts';
import type { z } from 'zod';

/** How much of a route one client may use; see {@link RateLimits}. */
export type LimitClass = 'read' | 'write' | 'sign-in' | 'mail' | 'file' | 'stream';

/** What the gateway knows of a route: who may use it, and its form for the documentation. */
export interface RouteContract {
  readonly allow: Allow;
  readonly status: number;
  /** The contract whose service answers; a route without one is answered by the gateway itself. */
  readonly asks?: RequestContract;
  readonly summary?: string;
  /** Body, where it is not simply what the contract's request leaves beside path and query. */
  readonly body?: z.ZodType;
  readonly reply?: z.ZodType;
  /** Media type of an answer or body that is not JSON. */
  readonly produces?: string;
  /** Media types the answer also comes in, by what `Accept` prefers or by the format that is asked for. */
  readonly alsoAs?: readonly string[];
  readonly consumes?: string;
  readonly limit?: LimitClass;
  /** Whoever is not known to us sends a proof of work along. */
  readonly proofOfWork?: true;
}

export const ROUTE = Symbol('route contract');

type Details = Partial<Omit<RouteContract, 'allow' | 'asks'>>;

/**
 * The route asks a service: guard, status and documentation follow from the contract, so that none of
 * them can differ from what the service enforces.
 */
export function Asks(contract: RequestContract, details: Details = {}): MethodDecorator {
  return Route({ allow: contract.allow, asks: contract, reply: contract.reply, ...details });
}

/** The route is answered here, or asks several services. A route without a decorator is refused. */
export function Route(route: Details & { allow: Allow; asks?: RequestContract }): MethodDecorator {
  const status = route.status ?? 200;
  return applyDecorators(SetMetadata(ROUTE, { ...route, status }), HttpCode(status));
}
