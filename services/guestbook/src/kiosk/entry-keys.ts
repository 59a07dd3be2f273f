import { createDecipheriv, createECDH, hkdfSync, type ECDH } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CoreConfig } from '@pst/config';
import { ENTRY_KEY_INFO, readEntryEnvelope, type EntryKey } from '@pst/contracts';
import { Config } from '@pst/messaging';
import { masterKeys } from '@pst/security';

const CURVE = 'prime256v1';
/** Order of P-256's group (FIPS 186-5): a private key lies between 1 and one less than it. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const TAG_BYTES = 16;

/**
 * The key pairs to which kiosks seal their entries, one per office and personal-data key. They follow
 * from that key, so that every replica has them and none of them is stored.
 */
@Injectable()
export class EntryKeys {
  private readonly masters: readonly { id: string; master: Buffer }[];

  constructor(@Config() config: CoreConfig) {
    this.masters = masterKeys(config.PERSONAL_DATA_KEY);
  }

  /** What a kiosk seals to now. */
  publicKey(office: string): EntryKey {
    const [writing] = this.masters;
    if (writing === undefined) {
      throw new Error('No personal-data key');
    }
    return {
      id: writing.id,
      publicKey: pairOf(writing.master, office).getPublicKey('base64url', 'uncompressed'),
    };
  }

  /** What was sealed; undefined when it was altered, moved to another place, or its key is retired. */
  open(envelope: string, office: string, place: string): string | undefined {
    const parts = readEntryEnvelope(envelope);
    const known = this.masters.find(({ id }) => id === parts?.keyId);
    if (parts === undefined || known === undefined) {
      return undefined;
    }
    try {
      const pair = pairOf(known.master, office);
      const ephemeral = Buffer.from(parts.ephemeral, 'base64url');
      const salt = Buffer.concat([ephemeral, pair.getPublicKey()]);
      const key = hkdfSync('sha256', pair.computeSecret(ephemeral), salt, ENTRY_KEY_INFO, 32);
      const sealed = Buffer.from(parts.sealed, 'base64url');
      const decipher = createDecipheriv(
        'aes-256-gcm',
        Buffer.from(key),
        Buffer.from(parts.nonce, 'base64url'),
        { authTagLength: TAG_BYTES },
      );
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      const opened = [decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()];
      return Buffer.concat(opened).toString('utf8');
    } catch {
      // A point off the curve, a short nonce, a wrong tag: whatever it was, it is not ours to read.
      return undefined;
    }
  }
}

function pairOf(master: Buffer, office: string): ECDH {
  // 48 bytes for a number of 32: what the remainder favours is then too little to matter.
  const wide = Buffer.from(hkdfSync('sha256', master, office, 'pst kiosk entry key', 48));
  const scalar = (BigInt(`0x${wide.toString('hex')}`) % (ORDER - 1n)) + 1n;
  const pair = createECDH(CURVE);
  pair.setPrivateKey(scalar.toString(16).padStart(64, '0'), 'hex');
  return pair;
}
