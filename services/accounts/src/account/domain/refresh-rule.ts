/** What is known of a presented refresh token when its session's row is locked. */
export interface PresentedToken {
  /** When it was exchanged for its successor; null while it is the newest of its session. */
  readonly rotatedAt: Date | null;
  readonly expiresAt: Date;
  readonly sessionEndedAt: Date | null;
}

/**
 * Decides what a refresh token is worth. A token presented again is theft, of the old one or of its
 * successor, and the session ends. An answer lost on a bad line is asked for again with the same
 * Idempotency-Key, which never gets here.
 */
export function judgeRefresh(
  token: PresentedToken,
  now: Date,
): 'rotate' | 'end-session' | 'refuse' {
  if (token.sessionEndedAt !== null || now >= token.expiresAt) {
    return 'refuse';
  }
  return token.rotatedAt === null ? 'rotate' : 'end-session';
}
