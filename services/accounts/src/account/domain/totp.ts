import { generateSecret, generateURI, verifySync } from 'otplib';

const PERIOD_SECONDS = 30;

/** A new key for an authenticator app: 160 bits in base32. */
export const newTotpKey = (): string => generateSecret();

/** What the app reads from the QR code. */
export const totpUri = (secret: string, office: string, email: string): string =>
  generateURI({ secret, issuer: `Pustaka PST ${office}`, label: email });

/**
 * The time step a code belongs to, or null when it is none of this key's. One step to either side is
 * allowed for a phone whose clock differs (RFC 6238, 5.2).
 */
export function stepOf(code: string, secret: string, now: Date): number | null {
  if (!/^[0-9]{6}$/.test(code)) {
    return null;
  }
  const found = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1_000),
    epochTolerance: PERIOD_SECONDS,
  });
  return found.valid && 'timeStep' in found ? found.timeStep : null;
}
