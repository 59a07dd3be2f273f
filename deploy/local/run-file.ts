import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Where everything listens while the system runs; programs and tests read it. */
export interface RunFile {
  readonly gateway: string;
  /** Every gateway; more than one when REPLICAS says so. */
  readonly gateways: readonly string[];
  /** The mail catcher: a page for people, `/email` for programs. */
  readonly mail: string;
  readonly nats: string;
  /** Who reads the analysts' stream there. */
  readonly analyst: { readonly user: string; readonly password: string };
  readonly postgres: string;
  /** Where its backups go, when BACKUP_DIR says so. */
  readonly backups?: string;
  readonly clock: { readonly demo: boolean; readonly start?: string; readonly startedAt?: string };
  /** Where each process says how it is: `/healthz`, `/readyz` and, with TELEMETRY=on, `/metrics`. */
  readonly health: Readonly<Record<string, string>>;
  readonly pids: Readonly<Record<string, number>>;
  readonly accounts: Readonly<
    Record<string, { readonly email: string; readonly password: string }>
  >;
}

/** Written aside and renamed, so that nobody reads half of it; only its owner may read it. */
export function writeRunFile(path: string, content: RunFile): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function removeRunFile(path: string): void {
  rmSync(path, { force: true });
}
