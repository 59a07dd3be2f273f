import type { PrivacyRequest } from './domain/privacy-request.ts';

/** Where the proven address is sealed to. */
export const emailSealedIn = (requestId: string) => `privacy_request.email|${requestId}`;

/** What anybody with the code may see. */
export function statusOf(request: PrivacyRequest) {
  return {
    code: request.code,
    kind: request.kind,
    state: request.state,
    receivedAt: request.receivedAt.toISOString(),
    dueAt: request.dueAt.toISOString(),
    closedAt: request.closedAt?.toISOString() ?? null,
    refusal: request.refusal,
  };
}

/** What the desk sees; overdue for good once it was answered late. */
export function deskViewOf(request: PrivacyRequest, now: Date) {
  return {
    ...statusOf(request),
    id: request.id,
    identityKind: request.identityKind,
    copyWaits: request.identityKind !== null && request.copyHash !== null,
    overdue: (request.closedAt ?? now) > request.dueAt,
  };
}
