import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

const VERSION = 'v1';

/**
 * Seals personal data at rest: AES-256-GCM per value, random nonce, bound by its additional data to
 * the place it is stored in, so that a value moved to another row or column does not open. Envelope:
 * `v1.<key id>.<nonce>.<ciphertext>.<tag>`, base64url.
 *
 * Source: reliability-and-security 5.3. A retired key id fails closed.
 */
export class PersonalData {
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly writingKey: string;
  private readonly indexKey: KeyObject;

  /**
   * @param keys `<id>:<32 bytes base64>` separated by commas; the first one writes, all of them read.
   *   A single key may leave out its id (then `1`).
   */
  constructor(keys: string) {
    const parsed = masterKeys(keys);
    const [first] = parsed;
    if (first === undefined) {
      throw new Error('No personal-data key');
    }
    this.keys = new Map(parsed.map(({ id, master }) => [id, derive(master, 'seal')]));
    this.writingKey = first.id;
    // The index must stay findable over a rotation, so it hangs on the oldest key.
    this.indexKey = derive((parsed.at(-1) ?? first).master, 'index');
  }

  /** @param place where the value is kept, such as `visit.name|<row id>` */
  seal(text: string, place: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key(this.writingKey), nonce);
    cipher.setAAD(Buffer.from(`${place}|${this.writingKey}`));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [VERSION, this.writingKey, ...[nonce, sealed, cipher.getAuthTag()].map(base64url)].join(
      '.',
    );
  }

  /** Throws when the envelope was changed, moved to another place, or its key is retired. */
  open(envelope: string, place: string): string {
    const [version, keyId, nonce, sealed, tag] = envelope.split('.');
    if (version !== VERSION || !keyId || !nonce || sealed === undefined || !tag) {
      throw new Error('Not a sealed value');
    }
    const decipher = createDecipheriv(
      'aes-256-gcm',
      this.key(keyId),
      Buffer.from(nonce, 'base64url'),
    );
    decipher.setAAD(Buffer.from(`${place}|${keyId}`));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([
      decipher.update(Buffer.from(sealed, 'base64url')),
      decipher.final(),
    ]).toString('utf8');
  }

  /** Finds a sealed value again without opening any: a keyed hash of the normalised text. */
  blindIndex(text: string, purpose: string): string {
    return this.fingerprint(text.normalize('NFKC').trim().toLowerCase(), purpose);
  }

  /** Shows any change of a text, be it one letter's case: a keyed hash of exactly what it says. */
  fingerprint(text: string, purpose: string): string {
    return createHmac('sha256', this.indexKey).update(`${purpose}|${text}`).digest('base64url');
  }

  private key(id: string): KeyObject {
    const key = this.keys.get(id);
    if (key === undefined) {
      throw new Error(`No personal-data key of id ${id}`);
    }
    return key;
  }
}

/** The keys of a setting in their order: what writes first. For what derives keys of its own from them. */
export function masterKeys(keys: string): { id: string; master: Buffer }[] {
  return keys.split(',').map((part) => {
    const [id, encoded] = part.includes(':') ? part.split(':', 2) : ['1', part];
    const master = Buffer.from(encoded ?? '', 'base64');
    if (master.length !== 32 || id === undefined || !/^[a-z0-9]+$/.test(id)) {
      throw new Error('A personal-data key is `id:` and 32 bytes in base64');
    }
    return { id, master };
  });
}

/** As a key and not as bytes: node looks long at bytes before it takes them for a key. */
function derive(master: Buffer, purpose: string): KeyObject {
  return createSecretKey(
    Buffer.from(hkdfSync('sha256', master, '', `pst personal data ${purpose}`, 32)),
  );
}

const base64url = (bytes: Buffer) => bytes.toString('base64url');
