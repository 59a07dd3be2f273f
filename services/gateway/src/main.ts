import { createLogger, describeError } from '@pst/telemetry';
import { readGatewayConfig } from './gateway.config.ts';
import { startGateway } from './start-gateway.ts';

const config = readGatewayConfig();
const running = await startGateway(config).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        createLogger('gateway').error(describeError(error), 'gateway did not stop cleanly');
        process.exit(1);
      },
    );
  });
}
