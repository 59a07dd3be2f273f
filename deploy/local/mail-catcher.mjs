// Catches every mail the system sends: a page for people, an HTTP API for programs. maildev 3 moved its
// API below /api; programs written for earlier ones ask for /email, so both are answered.
//   mail-catcher.mjs SMTP_PORT WEB_PORT FOLDER
import { createLogger, createOrchestrator, getDefaultConfig, setupShutdownHandlers } from 'maildev';

const [smtp, web, mailDirectory] = process.argv.slice(2);
const logger = createLogger({ silent: true, verbose: false });
const orchestrator = createOrchestrator({
  config: {
    ...getDefaultConfig(),
    ip: '127.0.0.1',
    smtp: Number(smtp),
    webIp: '127.0.0.1',
    web: Number(web),
    mailDirectory,
    maxEmails: 500,
    silent: true,
  },
  logger,
});
setupShutdownHandlers({ orchestrator, logger });
await orchestrator.start();
orchestrator.api.server.server.prependListener('request', (request) => {
  if (/^\/email([/?]|$)/.test(request.url)) {
    request.url = `/api${request.url}`;
  }
});
