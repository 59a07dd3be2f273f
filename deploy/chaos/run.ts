// Runs the experiments on a system of its own, prints what each showed and writes chaos-results/latest.json.
//   run.ts [E1 E2 …] [--seed N] [--seconds N]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ROOT } from '../local/settings.ts';
import { experiments } from './experiments.ts';
import { SystemUnderFire } from './system-under-fire.ts';
import { Trial, type Outcome } from './trial.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    seconds: { type: 'string', default: '60' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const seconds = Number(values.seconds);
const wanted = positionals.map((name) => name.toUpperCase());
const unknown = wanted.filter((name) => !experiments.some((known) => known.name === name));
if (unknown.length > 0 || !Number.isInteger(seed) || !(seconds > 0)) {
  process.stderr.write(
    `npm run chaos [-- E1 E7 …] [--seed N] [--seconds N]; there are ${experiments.map(({ name }) => name).join(', ')}.\n`,
  );
  process.exit(1);
}

const COLUMNS = [4, 13, 6, 9, 9, 11, 7, 9, 8, 10] as const;
const line = (cells: readonly (string | number)[]) =>
  `${cells.map((cell, n) => String(cell).padStart(COLUMNS[n] ?? 8)).join('')}\n`;

process.stdout.write(`Seed ${seed}, ${seconds} s each where the clock decides.\n\n`);
process.stdout.write(
  line([
    '',
    'acknowledged',
    'lost',
    'doubled',
    'phantom',
    'disordered',
    'stuck',
    'unserved',
    'failed',
    'recovery',
  ]),
);
const results: (Outcome & { name: string; seed: number })[] = [];
let broken = false;
let system: SystemUnderFire | undefined;
const interrupted = () => void system?.stop().then(() => process.exit(1));
process.once('SIGINT', interrupted).once('SIGTERM', interrupted).once('disconnect', interrupted);

for (const { name, replicas, run } of experiments) {
  if (wanted.length > 0 && !wanted.includes(name)) {
    continue;
  }
  system = await SystemUnderFire.start({ replicas });
  let outcome: Outcome;
  try {
    outcome = await run(new Trial(system, seed, seconds));
  } finally {
    await system.stop();
  }
  const { lost, doubled, phantom, disordered, stuck, unserved } = outcome;
  const faults = [lost, doubled, phantom, disordered, stuck, unserved];
  process.stdout.write(
    line([
      name,
      outcome.acknowledged,
      ...faults.map((fault) => fault.length),
      outcome.failed,
      `${outcome.recoverySeconds.toFixed(1)} s`,
    ]),
  );
  for (const fault of faults.flatMap((each) => each.slice(0, 5))) {
    process.stdout.write(`       ${fault}\n`);
  }
  broken ||= faults.some((fault) => fault.length > 0);
  results.push({ name, seed, ...outcome });
}

const folder = join(ROOT, 'chaos-results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(results, null, 2)}\n`);
process.exit(broken ? 1 : 0);
