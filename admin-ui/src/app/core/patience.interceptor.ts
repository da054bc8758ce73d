import type { HttpInterceptorFn } from '@angular/common/http';

/** Nobody looks at a skeleton for longer. */
export const PATIENCE_MS = 20_000;
/** The whole log is read for one of them, a file that may be large is sent for the other. */
const SLOW = /\/audit\/verify$|\/content$/;

/**
 * What only reads is given up when no answer has come after `PATIENCE_MS`, as though the server could not be reached: a
 * connection that went without a word would be waited for until the browser lets go of it. What changes something is
 * waited for, since nobody would know whether it was done.
 */
export const patienceInterceptor: HttpInterceptorFn = (request, next) => {
  const isReading = request.method === 'GET' && request.url.startsWith('/api/');
  if (!isReading || SLOW.test(request.url)) return next(request);
  return next(request.clone({ timeout: PATIENCE_MS }));
};
