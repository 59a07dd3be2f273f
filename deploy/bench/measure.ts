import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** One request of a load; several are sent in turn. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Requests sent to one address over a number of connections. */
export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly requests: readonly LoadRequest[];
}

export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds; of the 97.5th and the 99th percentile. */
  readonly p97: number;
  readonly p99: number;
  /** Answers other than 2xx, and connections that broke. */
  readonly refused: number;
  readonly bytesPerSecond: number;
}

/** A budget row: the product and its floor under the same load. */
export interface Row {
  readonly name: string;
  readonly floorName: string;
  /** Least share of the floor's throughput. */
  readonly atLeast: number;
  /** Most of the floor's p99 that ours may be; unbounded when left out. */
  readonly p99AtMost?: number;
  readonly ours: Load;
  readonly floor: Load;
}

export interface Measured {
  readonly name: string;
  readonly floorName: string;
  readonly atLeast: number;
  readonly ours: LoadResult;
  readonly floor: LoadResult;
  /** Throughput of ours as a share of the floor's. */
  readonly ratio: number;
  readonly kept: boolean;
}

const ROUNDS = 3;
const SECONDS = 4;

/** Puts one load on one address, from a process of its own. */
export function putLoad(load: Load, seconds: number): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'load.mjs')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve(JSON.parse(text) as LoadResult) // our own program's answer
        : reject(new Error(`The load on ${load.url} could not be put.`)),
    );
    child.stdin.end(JSON.stringify({ ...load, seconds }));
  });
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function middle(results: readonly LoadResult[]): LoadResult {
  return {
    perSecond: median(results.map(({ perSecond }) => perSecond)),
    p97: median(results.map(({ p97 }) => p97)),
    p99: median(results.map(({ p99 }) => p99)),
    refused: results.reduce((sum, { refused }) => sum + refused, 0),
    bytesPerSecond: median(results.map(({ bytesPerSecond }) => bytesPerSecond)),
  };
}

/**
 * Measures a row: the product and its floor in alternation, so that a busy machine slows both, and the
 * medians of the rounds. Only the ratio means something on another machine.
 */
export async function measure({ ours, floor, ...row }: Row): Promise<Measured> {
  await putLoad(ours, 1);
  await putLoad(floor, 1);
  const results: { ours: LoadResult[]; floor: LoadResult[] } = { ours: [], floor: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    results.ours.push(await putLoad(ours, SECONDS));
    results.floor.push(await putLoad(floor, SECONDS));
  }
  const mine = middle(results.ours);
  const bare = middle(results.floor);
  const ratio = bare.perSecond === 0 ? 0 : mine.perSecond / bare.perSecond;
  return {
    ...row,
    ours: mine,
    floor: bare,
    ratio,
    // A refusal is fast: a row with refusals has measured nothing.
    kept:
      ratio >= row.atLeast &&
      mine.refused === 0 &&
      mine.p99 <= bare.p99 * (row.p99AtMost ?? Number.POSITIVE_INFINITY),
  };
}
