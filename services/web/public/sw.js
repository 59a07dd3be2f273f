// Keeps the shell at hand when the network is away. Nothing of /v1 is ever kept: those answers are
// personal or out of date the moment they are read.
const SHELL = 'shell-v1';

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll(['/', '/icon.svg']))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((n) => n !== SHELL).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) {
    return;
  }
  if (event.request.mode === 'navigate') {
    event.respondWith(fetch(event.request).catch(() => caches.match('/')));
    return;
  }
  // Built files carry their content's hash in the name, so a kept one is never an old one.
  if (url.pathname.startsWith('/assets/')) {
    event.respondWith(
      caches.open(SHELL).then(async (cache) => {
        const kept = await cache.match(event.request);
        if (kept) {
          return kept;
        }
        const fresh = await fetch(event.request);
        if (fresh.ok) {
          await cache.put(event.request, fresh.clone());
        }
        return fresh;
      }),
    );
  }
});
