// Takes what another app shares with this one, and leaves it for the page that opens (docs/installable-app.md). It does not reach the
// server before somebody sends it.

/** The page that opens takes it from there: compose/shared-content.ts. */
const SHARED = { cache: 'parley.shared', key: '/compose' };

self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'POST' || origin !== self.location.origin || pathname !== '/compose') return;
  event.stopImmediatePropagation();
  event.respondWith(takeShared(event.request));
});

async function takeShared(request) {
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? '' };
    const kept = await self.caches.open(SHARED.cache);
    await kept.put(SHARED.key, new Response(await request.blob(), { headers }));
  } catch {
    // There is no room for it: the page opens with nothing in it.
  }
  return Response.redirect('/compose', 303);
}
