/** What the system calls a peer that is not there, or not any more. */
const NETWORK: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
]);
/** PostgreSQL's word for an error that ends the connection, or does not let it begin. */
const FATAL = 'FATAL';
/** The driver's own words, which have no code: no connection came free, or one ended in the middle. */
const WORDS = /^(timeout exceeded when trying to connect|Connection terminated)/;

/** Whether something failed because the database could not be reached, and not because of what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  const code = 'code' in error ? String(error.code) : '';
  const severity = 'severity' in error ? error.severity : undefined;
  return NETWORK.has(code) || severity === FATAL || WORDS.test(error.message);
}
