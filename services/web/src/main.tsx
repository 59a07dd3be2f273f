import '@fontsource-variable/inter/wght.css';

import { enrolFromAddress } from './devices/enrol.ts';

const page = window.location.pathname.replace(/\/$/, '');

async function open(): Promise<void> {
  await enrolFromAddress();
  // Board and kiosk run for weeks on weak hardware: they never load the component library.
  if (page === '/papan') {
    (await import('./board/board.tsx')).openBoard();
  } else if (page === '/kios') {
    (await import('./kiosk/kiosk.tsx')).openKiosk();
  } else {
    (await import('./app.tsx')).openApp();
  }
}
const opened = open();

/** What this page is made of, kept by the worker: a kiosk or board must open without a network too. */
async function keepForOffline(): Promise<void> {
  await navigator.serviceWorker.register('/sw.js');
  const { active } = await navigator.serviceWorker.ready;
  const files = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${window.location.origin}/assets/`));
  active?.postMessage({ keep: files });
}

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Without it the client works the same, only not offline.
  void opened.then(keepForOffline).catch(() => undefined);
}
