import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { eventually } from '@pst/testing';

import { HOLDS, judge } from '../chaos/checker.ts';
import { Crowd } from '../chaos/crowd.ts';
import { gather } from '../chaos/evidence.ts';
import { Ledger } from '../chaos/ledger.ts';
import { SystemUnderFire } from '../chaos/system-under-fire.ts';
import { Trial } from '../chaos/trial.ts';
import { backUp } from './backup.ts';
import { restore } from './restore.ts';

const SEED = 20_261_201;

describe('an installation whose machine is lost', () => {
  let system: SystemUnderFire;
  let trial: Trial;

  beforeAll(async () => {
    system = await SystemUnderFire.start({ archived: true });
    trial = new Trial(system, SEED, 0);
  });
  afterAll(() => system?.stop());

  /** People come, are answered so many times, and go. @param meanwhile what happens while they are there. */
  async function used(meanwhile = async () => {}): Promise<Ledger> {
    const ledger = new Ledger();
    const people = new Crowd(system, ledger, trial.random);
    const answered = (times: number) =>
      eventually(() => expect(ledger.acknowledged.length).toBeGreaterThanOrEqual(times), {
        timeoutMs: 60_000,
      });
    await people.enter();
    await answered(20);
    await meanwhile();
    await answered(ledger.acknowledged.length + 20);
    await people.leave();
    await trial.rest();
    return ledger;
  }

  const keys = () => join(system.dataFolder, 'secrets.json');
  const restored = () => join(system.dataFolder, '..', 'restored');

  it('says what has to be done before there is a backup', async () => {
    await expect(
      restore({ backups: system.backups, keys: keys(), until: undefined }, restored()),
    ).rejects.toThrow(/There is no backup/);
  });

  it('is restored to a moment after its backup with all that was acknowledged by then, and goes on from there', async () => {
    const picture = join('objects', 'covers', 'sampul.jpg');
    mkdirSync(join(system.dataFolder, 'objects', 'covers'), { recursive: true });
    writeFileSync(join(system.dataFolder, picture), 'a picture');
    const kept = await used(async () => {
      expect(
        await backUp({ postgresUrl: system.postgres.url, data: system.dataFolder }, system.backups),
      ).toMatch(/^Backup \d{8}T\d{9}Z: \d+ MB of databases, \d+ files/);
    });
    const [{ now: until } = { now: new Date() }] = await system.query<{ now: Date }>(
      'guestbook',
      'select clock_timestamp() as now',
    );
    const gone = await used();

    await system.postgres.stop();
    await system.nats.kill();
    await expect(
      restore({ backups: system.backups, keys: keys(), until: new Date(0) }, restored()),
    ).rejects.toThrow(/nothing before it can be restored/);
    expect(await restore({ backups: system.backups, keys: keys(), until }, restored())).toMatch(
      /^Restored to /,
    );
    expect(readFileSync(join(restored(), picture), 'utf8')).toBe('a picture');
    for (const part of ['postgres', 'objects']) {
      rmSync(join(system.dataFolder, part), { recursive: true });
      renameSync(join(restored(), part), join(system.dataFolder, part));
    }
    rmSync(system.streamsFolder, { recursive: true });
    await system.postgres.resume();
    await system.nats.resume();
    await system.prepare();
    for (const name of system.names) {
      system.kill(name);
    }
    await system.allReady();
    await trial.rest();

    expect(judge(kept, await gather(system))).toEqual(HOLDS);
    const { lost } = judge(gone, await gather(system));
    expect(lost).toEqual(
      expect.arrayContaining(
        gone.acknowledged.map(({ type, about }) => `never announced: ${type} ${about}`),
      ),
    );

    const later = await used();
    expect([...later.blamed, ...later.unknown]).toEqual([]);
    kept.acknowledged.push(...later.acknowledged);
    kept.mailTo.push(...later.mailTo);
    expect(judge(kept, await gather(system))).toEqual(HOLDS);
  });
});
