import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { newId } from '@pst/contracts';
import { ActorSigner } from './actor-tokens.ts';
import { VisitSigner, VisitVerifier } from './visit-tokens.ts';

const pair = () =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

describe('the gateway’s word for the visit behind a request', () => {
  const keys = pair();
  const signer = new VisitSigner(keys.privateKey);
  const verifier = new VisitVerifier(keys.publicKey);
  const visitId = newId();

  it('names the visit to whoever holds the public key', () => {
    expect(verifier.verify(signer.sign(visitId, '1606'), '1606')).toBe(visitId);
  });

  it('is worth nothing in another office, changed, from another key, or without a signature', () => {
    const token = signer.sign(visitId, '1606');
    const [head, body = '', signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    const other = Buffer.from(JSON.stringify({ ...claims, visit: newId() })).toString('base64url');
    expect(verifier.verify(token, '1605')).toBeUndefined();
    expect(verifier.verify(`${head}.${other}.${signature}`, '1606')).toBeUndefined();
    expect(verifier.verify(`${head}.${body}`, '1606')).toBeUndefined();
    const foreign = new VisitSigner(pair().privateKey);
    expect(verifier.verify(foreign.sign(visitId, '1606'), '1606')).toBeUndefined();
  });

  it('is not an actor’s token', () => {
    const actors = new ActorSigner(keys.privateKey);
    const account = {
      kind: 'account',
      id: visitId,
      sessionId: newId(),
      name: 'A',
      email: 'a@contoh.example',
      emailVerified: true,
      roles: [],
    } as const;
    expect(verifier.verify(actors.sign(account, '1606'), '1606')).toBeUndefined();
  });
});
