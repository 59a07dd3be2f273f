import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import { Sentence } from './sentence.ts';

/** Passwords and keys of this installation: made once, kept in a file only its owner can read. */
export interface Secrets {
  /** Of the PostgreSQL superuser. */
  readonly postgres: string;
  /** Of each database role, by service; made when first asked for. */
  database(service: string): string;
  /** Of each user of the bus; made when first asked for. */
  bus(user: string): string;
  /** Of each demo account, by role; made when first asked for. */
  account(role: string): string;
  /** A key of 32 random bytes in base64, made when first asked for. */
  key(name: string): string;
  /** An Ed25519 key pair as PEM texts, made when first asked for. */
  keyPair(name: string): { readonly privateKey: string; readonly publicKey: string };
}

type Kept = Record<string, string>;

/** The secrets kept in this file; what is asked for the first time is made and kept. */
export function secretsIn(file: string): Secrets {
  const kept: Kept = existsSync(file) ? readSecrets(file) : {};
  function once(name: string, make: () => string): string {
    const known = kept[name];
    if (known !== undefined) {
      return known;
    }
    const made = make();
    kept[name] = made;
    // Written aside and renamed: a power cut must not leave half a file of passwords.
    writeFileSync(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return made;
  }
  const password = () => randomBytes(18).toString('base64url');
  return {
    postgres: once('postgres', password),
    database: (service) => once(`database ${service}`, password),
    bus: (user) => once(`bus ${user}`, password),
    account: (role) => once(`account ${role}`, password),
    key: (name) => once(`key ${name}`, () => randomBytes(32).toString('base64')),
    keyPair(name) {
      if (kept[`private key ${name}`] === undefined) {
        const pair = generateKeyPairSync('ed25519', {
          privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
          publicKeyEncoding: { type: 'spki', format: 'pem' },
        });
        kept[`public key ${name}`] = pair.publicKey;
        once(`private key ${name}`, () => pair.privateKey);
      }
      return {
        privateKey: kept[`private key ${name}`] ?? '',
        publicKey: kept[`public key ${name}`] ?? '',
      };
    },
  };
}

function readSecrets(file: string): Kept {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof kept === 'object' && kept !== null && 'postgres' in kept) {
      return kept as Kept; // written by this file alone
    }
  } catch {
    // said below
  }
  throw new Sentence(
    `The data folder is damaged: ${file} (the passwords of its databases) cannot be read. ` +
      'Nothing was changed. Restore that file from a backup, or move the folder away to begin anew.',
  );
}
