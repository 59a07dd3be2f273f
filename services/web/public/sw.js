// Keeps the shell at hand when the network is away. Nothing of /v1 is ever kept: those answers are
// personal or out of date the moment they are read.
const SHELL = 'shell-v2';
/** One document serves every page of the client; these are the ones that must open without a network. */
const PAGES = ['/', '/kios', '/papan'];

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

// A kiosk says what it is made of once it is open: files loaded before the first worker was there.
self.addEventListener('message', (event) => {
  const files = event.data?.keep;
  if (Array.isArray(files)) {
    event.waitUntil(
      caches
        .open(SHELL)
        .then((cache) =>
          Promise.all(files.map(async (file) => (await cache.match(file)) ?? cache.add(file))),
        ),
    );
  }
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) {
    return;
  }
  if (event.request.mode === 'navigate') {
    event.respondWith(page(event.request, url.pathname.replace(/(.)\/$/, '$1')));
    return;
  }
  // Built files carry their content's hash in the name, so a kept one is never an old one.
  if (url.pathname.startsWith('/assets/')) {
    event.respondWith(
      caches
        .open(SHELL)
        .then(async (cache) => (await cache.match(event.request)) ?? fresh(event.request, cache)),
    );
  } else if (url.pathname.startsWith('/suara/') || url.pathname === '/icon.svg') {
    event.respondWith(
      caches.open(SHELL).then((cache) =>
        fresh(event.request, cache).catch(async (error) => {
          const kept = await cache.match(event.request);
          if (kept) {
            return kept;
          }
          throw error;
        }),
      ),
    );
  }
});

/** The document as it is now; without a network the newest one that was kept. */
async function page(request, path) {
  const cache = await caches.open(SHELL);
  try {
    const answer = await fetch(request);
    if (answer.ok && PAGES.includes(path)) {
      await cache.put('/', answer.clone());
    }
    return answer;
  } catch (error) {
    const kept = await cache.match('/');
    if (kept) {
      return kept;
    }
    throw error;
  }
}

async function fresh(request, cache) {
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
  }
  return answer;
}
