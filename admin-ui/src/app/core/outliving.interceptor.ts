import type { HttpInterceptorFn } from '@angular/common/http';

const OUTLIVING = /^\/api\/v1\/(?:conversations\/[^/]+\/(?:draft|read)|drafts\/compose\/[^/]+)$/;
/** Browsers let 64 KiB at once outlive a page; letters may take four bytes. */
const MOST_CHARACTERS = 8_000;

/** What saves what somebody wrote, or how far they read, goes on when the page is closed or left meanwhile. */
export const outlivingInterceptor: HttpInterceptorFn = (request, next) => {
  const isChange = request.method === 'PUT' || request.method === 'DELETE';
  if (!isChange || !OUTLIVING.test(new URL(request.url, document.baseURI).pathname)) return next(request);
  const size = request.body === null ? 0 : JSON.stringify(request.body).length;
  return next(size > MOST_CHARACTERS ? request : request.clone({ keepalive: true }));
};
