import type { z } from 'zod';
import type { Allow } from './actor.ts';

/** How long a caller waits for an answer unless the contract says otherwise, in milliseconds. */
export const DEFAULT_TIMEOUT_MS = 5_000;

export interface RequestContract<
  Request extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  /** `guestbook.check-in`: the answering service, then the verb. */
  readonly pattern: string;
  readonly service: string;
  /** The core NATS subject, `rpc.<service>.<verb>`. */
  readonly subject: string;
  readonly allow: Allow;
  readonly request: Request;
  readonly reply: Reply;
  readonly timeoutMs: number;
}

/** What the handler of `Contract` receives: the parsed request. */
export type RequestOf<Contract> =
  Contract extends RequestContract<infer Request, z.ZodType> ? z.output<Request> : never;
/** What the handler of `Contract` answers. */
export type ReplyOf<Contract> =
  Contract extends RequestContract<z.ZodType, infer Reply> ? z.output<Reply> : never;

/**
 * A question the gateway asks a service. `allow` is part of the contract, so that the gateway's
 * guard and the answering service enforce the same rule, and leaving it out does not compile.
 */
export function defineRequest<Request extends z.ZodType, Reply extends z.ZodType>(
  pattern: `${string}.${string}`,
  contract: { allow: Allow; request: Request; reply: Reply; timeoutMs?: number },
): RequestContract<Request, Reply> {
  const [service = ''] = pattern.split('.');
  return {
    pattern,
    service,
    subject: `rpc.${pattern}`,
    timeoutMs: DEFAULT_TIMEOUT_MS,
    ...contract,
  };
}
