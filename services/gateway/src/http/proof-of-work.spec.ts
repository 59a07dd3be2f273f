import { describe, expect, it } from '@jest/globals';
import { proofOfWorkNeeded, type ProblemError } from '@pst/contracts';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { PROOF_HEADER, ProofOfWork } from './proof-of-work.ts';

describe('proof of work', () => {
  const ours = new ProofOfWork({ ACTOR_PRIVATE_KEY: 'kunci satu' });
  const show = (proof: unknown, to = ours) =>
    to.require({ headers: { [PROOF_HEADER]: btoa(JSON.stringify(proof)) } });
  const asked = async (from = ours) => {
    const refusal = await from.require({ headers: {} }).catch((error: ProblemError) => error);
    return proofOfWorkNeeded.params.parse(refusal?.params).challenge;
  };
  const solved = async () => {
    const challenge = await asked();
    return { challenge, solution: await solveChallenge({ challenge, deriveKey }) };
  };
  const needed = expect.objectContaining({ slug: 'proof-of-work-needed', status: 428 });

  it('lets in whoever has solved the challenge', async () => {
    await expect(show(await solved())).resolves.toBeUndefined();
  });

  it('is good at every gateway of the office, for one letter', async () => {
    const proof = await solved();
    const replica = new ProofOfWork({ ACTOR_PRIVATE_KEY: 'kunci satu' });
    await expect(show(proof, replica)).resolves.toBeUndefined();
    await expect(show(proof, replica)).rejects.toEqual(needed);
  });

  it('cannot be made easier, kept longer, or brought from elsewhere', async () => {
    const { challenge, solution } = await solved();
    for (const change of [{ cost: 1 }, { expiresAt: 9_999_999_999 }, { keyPrefix: '00' }]) {
      const parameters = { ...challenge.parameters, ...change };
      await expect(show({ challenge: { ...challenge, parameters }, solution })).rejects.toEqual(
        needed,
      );
    }
    const stranger = new ProofOfWork({ ACTOR_PRIVATE_KEY: 'kunci dua' });
    await expect(show({ challenge, solution }, stranger)).rejects.toEqual(needed);
  });

  it('asks again, with a new challenge, for what is no proof', async () => {
    const { challenge } = await solved();
    const solution = { counter: 200, derivedKey: challenge.parameters.keyPrefix.padEnd(64, '0') };
    await expect(show({ challenge, solution })).rejects.toEqual(needed);
    await expect(ours.require({ headers: { [PROOF_HEADER]: '%%%' } })).rejects.toEqual(needed);
    expect((await asked()).signature).not.toBe((await asked()).signature);
  });
});
