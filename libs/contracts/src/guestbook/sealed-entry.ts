/**
 * How a kiosk closes an entry so that only the guestbook can read it, not even the kiosk itself while
 * the network is away: ephemeral ECDH on P-256 with the office's public key, HKDF-SHA-256, AES-256-GCM.
 * `e1.<key id>.<ephemeral public key>.<nonce>.<ciphertext and tag>`, all base64url; the point is
 * uncompressed (65 bytes).
 *
 * Kept free of schemas: the kiosk's bundle carries this file and no schema library.
 */
const VERSION = 'e1';
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** HKDF's info; its salt is both public keys, ephemeral first. */
export const ENTRY_KEY_INFO = 'pst kiosk entry v1';

/** What stands beside the sealed part in the clear, and is bound to it. */
export interface EntryPlace {
  readonly office: string;
  readonly deviceId: string;
  readonly id: string;
  readonly ticketNumber: string;
  /** ISO 8601, UTC. */
  readonly signedAt: string;
}

/** The additional data of an entry's seal: one that is moved elsewhere does not open. */
export const placeOfEntry = ({ office, deviceId, id, ticketNumber, signedAt }: EntryPlace) =>
  ['kiosk-entry', office, deviceId, id, ticketNumber, signedAt].join('|');

/** The office's public key as a kiosk holds it. */
export interface EntryKey {
  readonly id: string;
  /** Uncompressed point, base64url. */
  readonly publicKey: string;
}

/** Seals an entry's JSON to the office. Runs on WebCrypto: a browser on a secure origin, or Node. */
export async function sealEntry(text: string, place: EntryPlace, key: EntryKey): Promise<string> {
  const { subtle } = crypto;
  const office = bytesOf(key.publicKey);
  const officeKey = await subtle.importKey('raw', office, CURVE, false, []);
  const own = await subtle.generateKey(CURVE, false, ['deriveBits']);
  const ephemeral = new Uint8Array(await subtle.exportKey('raw', own.publicKey));
  const shared = await subtle.deriveBits({ name: 'ECDH', public: officeKey }, own.privateKey, 256);
  const salt = new Uint8Array([...ephemeral, ...office]);
  const sealing = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(ENTRY_KEY_INFO) },
    await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']),
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: utf8(placeOfEntry(place)) },
    sealing,
    utf8(text),
  );
  return [VERSION, key.id, ...[ephemeral, iv, new Uint8Array(sealed)].map(base64url)].join('.');
}

/** The parts of an envelope; undefined when it is none. */
export function readEntryEnvelope(envelope: string) {
  const [version, keyId, ephemeral, nonce, sealed, ...rest] = envelope.split('.');
  if (version !== VERSION || !keyId || !ephemeral || !nonce || !sealed || rest.length > 0) {
    return undefined;
  }
  return { keyId, ephemeral, nonce, sealed };
}

const utf8 = (text: string) => new TextEncoder().encode(text);

function base64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.codePointAt(0) ?? 0);
}
