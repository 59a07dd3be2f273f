import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Crockford's base32: no I, L, O or U, so that a code survives being read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 256 random bits for links and sessions, base64url. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: it needs no salt, because a token cannot be guessed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Compares without telling by its timing where two texts differ. */
export function sameSecret(left: string, right: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}

/** A random code of `length` characters, such as a ticket's `7K2M9QXC`. */
export function randomCode(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** Digits only, for a PIN. */
export function randomDigits(length: number): string {
  return Array.from({ length }, () => String(randomInt(10))).join('');
}

function checkCharacter(body: string): string {
  let sum = 0;
  for (const [index, character] of body.split('').entries()) {
    // Odd weights have an inverse modulo 32, so every single wrong character is noticed.
    sum += ALPHABET.indexOf(character) * (2 * index + 1);
  }
  return ALPHABET[sum % ALPHABET.length] ?? '0';
}

/** A tracking code such as `ADU-7K2M-9QXC`: 35 random bits and a check character at the end. */
export function trackingCode(prefix: string): string {
  const body = randomCode(7);
  const code = body + checkCharacter(body);
  return `${prefix}-${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The code as written on the receipt, however it was typed; undefined when it cannot be one. */
export function normaliseTrackingCode(prefix: string, typed: string): string | undefined {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replace(new RegExp(`^${prefix}`), '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (letters.length !== 8 || letters.at(-1) !== checkCharacter(letters.slice(0, -1))) {
    return undefined;
  }
  return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4)}`;
}
