import { describeError, type Logger } from '@pst/telemetry';

/** Does `work` every `everyMs`, one round at a time; a failed round is said once and tried again. */
export function repeatedly(
  everyMs: number,
  { what, log, work }: { what: string; log: Logger; work: () => Promise<unknown> },
): { stop(): Promise<void> } {
  let round: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    round ??= work()
      .catch((error: unknown) =>
        log.warn(describeError(error), `${what} failed, it will run again`),
      )
      .finally(() => {
        round = undefined;
      });
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}
