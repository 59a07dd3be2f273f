const graceMs = 10_000;

/** What is known of a presented refresh token when its row is locked. */
export interface PresentedToken {
  /** When it was exchanged for its successor; null while it is the newest of its family. */
  readonly rotatedAt: Date | null;
  readonly deviceId: string;
  readonly expiresAt: Date;
  readonly familyRevokedAt: Date | null;
}

/**
 * Decides what a refresh token is worth. A token presented again is theft, and the family ends,
 * unless the same device repeats itself within ten seconds: an answer lost on a bad line.
 */
export function judgeRefresh(
  token: PresentedToken,
  deviceId: string,
  now: Date,
): 'rotate' | 'revoke-family' | 'refuse' {
  if (token.familyRevokedAt !== null || now >= token.expiresAt) {
    return 'refuse';
  }
  if (token.rotatedAt === null) {
    return 'rotate';
  }
  const repeated = now.getTime() - token.rotatedAt.getTime() < graceMs;
  return repeated && deviceId === token.deviceId ? 'rotate' : 'revoke-family';
}
