import { HttpErrorResponse, type HttpInterceptorFn, type HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { Session } from './session';

/** These answer 401 for reasons of their own. */
const WITHOUT_TOKEN = ['/api/v1/auth/login', '/api/v1/auth/refresh', '/api/v1/auth/register', '/api/v1/setup'];

/** Shows the token to our own server; when it is refused, gets a new one once and repeats the request. */
export const authInterceptor: HttpInterceptorFn = (request, next) => {
  const session = inject(Session);
  const token = session.accessToken();
  if (!request.url.startsWith('/api/') || WITHOUT_TOKEN.includes(request.url) || !token) return next(request);
  return next(withToken(request, token)).pipe(
    catchError((error: unknown) => {
      if (!(error instanceof HttpErrorResponse) || error.status !== 401) return throwError(() => error);
      return from(newToken(session, token)).pipe(
        switchMap((fresh) => (fresh ? next(withToken(request, fresh)) : throwError(() => error))),
      );
    }),
  );
};

/** Undefined when the session is over. Another request may have refreshed it meanwhile. */
async function newToken(session: Session, refused: string): Promise<string | undefined> {
  const current = session.accessToken();
  if (current !== undefined && current !== refused) return current;
  if (await session.refresh()) return session.accessToken();
  if (session.isSignedIn()) session.ended('your session has ended.');
  return undefined;
}

function withToken<T>(request: HttpRequest<T>, token: string): HttpRequest<T> {
  return request.clone({ setHeaders: { Authorization: `Bearer ${token}` } });
}
