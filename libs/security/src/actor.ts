import type { DeviceKind, Language, Role } from '@pst/contracts';

/** Who asks: nobody in particular, the owner of a session, or a device of the office. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'account';
      readonly id: string;
      readonly sessionId: string;
      readonly name: string;
      readonly email: string;
      readonly emailVerified: boolean;
      readonly roles: readonly Role[];
    }
  | { readonly kind: 'device'; readonly id: string; readonly device: DeviceKind };

/** A request as a handler sees it: the question's circumstances, verified at the door. */
export interface Caller {
  readonly office: string;
  readonly language: Language;
  readonly actor: Actor;
  /** The visit at whose desk PC this is asked, when there is one; the gateway's word, never the client's. */
  readonly visitId?: string;
  /** Given by the client; the same key and body get the first answer again. */
  readonly idempotencyKey?: string;
  /** Name of the request, part of the idempotency scope. */
  readonly operation: string;
  /** Fingerprint of the request's body. */
  readonly fingerprint: string;
  /** Network address of the client, for limits only; never stored or logged. */
  readonly address?: string;
  /** Set by {@link Transaction.once} when the answer is a repetition. */
  replayed?: boolean;
}

export const anonymous: Actor = { kind: 'anonymous' };
