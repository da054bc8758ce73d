// Serves the app itself without a connection; ngsw-config.json says which files. What is the server's own passes by:
// a request that fails has to fail as it does without a worker, and nothing of it is ever kept here.
self.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (origin !== self.location.origin || /^\/(api|health|metrics)(\/|$)/.test(pathname))
    event.stopImmediatePropagation();
});
// Angular's hears what the others leave.
self.importScripts('notifications-worker.js', 'share-worker.js', 'ngsw-worker.js');
