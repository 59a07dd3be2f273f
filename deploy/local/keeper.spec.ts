import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@pst/testing';

const KEEPER = new URL('./keeper.ts', import.meta.url).href;

/** A parent that starts a sleeping child, has it watched, and says the child's process id. */
const PARENT = `
  import { spawn } from 'node:child_process';
  const { startKeeper } = await import(process.argv[1]);
  const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  child.unref();
  const keeper = startKeeper();
  keeper.watch(child.pid);
  keeper.removeOnDeath(process.argv[2]);
  process.stdout.write(String(child.pid));
  process.stdin.once('data', () => { keeper.dismiss(); process.exit(); });
  setInterval(() => {}, 1000);
`;

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the keeper', () => {
  let folder: string;
  let note: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pst-keeper-'));
    note = join(folder, 'run.json');
    writeFileSync(note, '{}');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function startParent() {
    const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT, KEEPER, note]);
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (data) => resolve(Number(data))),
    );
    return { parent, child: pid };
  }

  it('ends what it watches and removes what it was told to when its starter is killed', async () => {
    const { parent, child } = await startParent();

    parent.kill('SIGKILL');

    await eventually(() => expect(runs(child)).toBe(false));
    await eventually(() => expect(existsSync(note)).toBe(false));
  });

  it('touches nothing when it is dismissed', async () => {
    const { parent, child } = await startParent();
    const gone = new Promise((resolve) => parent.once('exit', resolve));

    parent.stdin.write('bye');
    await gone;

    expect(runs(child)).toBe(true);
    expect(existsSync(note)).toBe(true);
    process.kill(child, 'SIGKILL');
  });
});
