import '@fontsource-variable/inter/wght.css';

// The waiting board runs for weeks on weak hardware: it never loads the component library.
if (window.location.pathname.replace(/\/$/, '') === '/papan') {
  void import('./board/board.tsx').then(({ openBoard }) => openBoard());
} else {
  void import('./app.tsx').then(({ openApp }) => openApp());
}

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Without it the client works the same, only not offline.
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}
