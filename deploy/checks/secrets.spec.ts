import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const SECRETS = join(import.meta.dirname, 'secrets.mjs');

describe('a file that is kept in git', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pst-secrets-'));
    spawnSync('git', ['init', '-q'], { cwd: folder });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const lookThrough = (text: string) => {
    writeFileSync(join(folder, 'settings.yaml'), `# settings\n${text}\n`);
    return spawnSync(process.execPath, [SECRETS, folder], { encoding: 'utf8' });
  };

  // Made while the test runs, or this very file would not pass.
  const letters = (count: number) => 'A1b2C3d4E5f6G7h8'.repeat(8).slice(0, count);
  const { privateKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  it.each([
    ['a private key', privateKey],
    ['a key of a cloud', `key: AKIA${letters(16).toUpperCase()}`],
    ['a token of a code host', `token: ghp_${letters(36)}`],
    ['a token of a package registry', `//registry.example/:_authToken=${letters(8)}`],
    ['a token of a messenger', `token: EAA${letters(70)}`],
    [
      'a signed token',
      `cookie: ${['eyJhbGciOiJFZERTQSJ9', 'eyJzdWIiOiJhIn0x', letters(43)].join('.')}`,
    ],
    ['a seed of the bus', `seed: SU${'A2'.repeat(28)}`],
    ['an address with a password', `url: ${['postgres://pst', letters(12)].join(':')}@db/pst`],
    ['a client secret', `client_secret: ${randomBytes(24).toString('hex')}`],
  ])('does not hold %s', (what, text) => {
    const { status, stdout } = lookThrough(text);
    expect(status).toBe(1);
    expect(stdout).toContain(`settings.yaml:2 ${what}`);
    expect(stdout).not.toContain(text);
  });

  it('may say where a secret comes from', () => {
    const text = [
      'MAILBOX_URL: imaps://user:password@host/INBOX',
      'DATABASE_URL: postgres://${USER}:${PASSWORD}@db/pst',
      'client_secret: ${CLIENT_SECRET}',
      'POSTGRES_PASSWORD_FILE: /run/secrets/postgres',
    ].join('\n');
    expect(lookThrough(text)).toMatchObject({ status: 0, stdout: '' });
  });
});
