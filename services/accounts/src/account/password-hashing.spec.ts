import { describe, expect, it } from '@jest/globals';
import { PasswordHashing } from './password-hashing.ts';

describe('hashing passwords', () => {
  it('makes argon2id hashes that only the password matches', async () => {
    const hashing = new PasswordHashing();
    const encoded = await hashing.hash('kereta malam');
    expect(encoded).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hashing.verify(encoded, 'kereta malam')).toBe(true);
    expect(await hashing.verify(encoded, 'kereta pagi')).toBe(false);
  });

  it('never accepts the decoy password for an unknown account', async () => {
    expect(await new PasswordHashing().verify(null, 'no account has this password')).toBe(false);
  });

  it('turns away whoever finds the queue full and serves the others', async () => {
    const hashing = new PasswordHashing(1, 1);
    const results = await Promise.allSettled([1, 2, 3].map(() => hashing.hash('kereta malam')));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(results[2]).toMatchObject({ reason: { slug: 'too-many-requests' } });
    await expect(hashing.hash('kereta malam')).resolves.toContain('argon2id');
  });
});
