import '@fontsource-variable/inter/wght.css';

import { enrolFromAddress } from './devices/enrol.ts';

const page = window.location.pathname.replace(/\/$/, '');

async function open(): Promise<void> {
  await enrolFromAddress();
  // Board and kiosk run for weeks on weak hardware: they never load the component library.
  if (page === '/papan') {
    (await import('./board/board.tsx')).openBoard();
  } else {
    (await import('./app.tsx')).openApp();
  }
}
void open();

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Without it the client works the same, only not offline.
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}
