import {
  HttpErrorResponse,
  type HttpEvent,
  type HttpHandlerFn,
  type HttpInterceptorFn,
  type HttpRequest,
} from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, type Observable, switchMap, throwError } from 'rxjs';
import { problemOf } from './problem';
import { Session } from './session';

/** These answer 401 for reasons of their own. */
const WITHOUT_TOKEN = ['/api/v1/auth/login', '/api/v1/auth/refresh', '/api/v1/auth/register', '/api/v1/setup'];
/** Said of what was sent, not of the token that it was sent with: repeated, it would be counted as another wrong answer. */
const OF_ANOTHER_PROOF = ['wrong_code', 'challenge_expired'];
/** Sent while no tab may get a token, this one neither: waiting here for one would never end, so `Session` does it. */
const LOGOUT = '/api/v1/auth/logout';

/** Shows the token to our own server; when it is refused, gets a new one once and repeats the request. */
export const authInterceptor: HttpInterceptorFn = (request, next) => {
  const session = inject(Session);
  const token = session.accessToken();
  if (!request.url.startsWith('/api/') || WITHOUT_TOKEN.includes(request.url)) return next(request);
  if (request.url === LOGOUT) return next(token ? withToken(request, token) : request);
  if (!token) return session.isSignedIn() ? withFirstToken(session, request, next) : next(request);
  return next(withToken(request, token)).pipe(
    catchError((error: unknown) => {
      if (!isTokenRefused(error)) return throwError(() => error);
      return from(newToken(session, token)).pipe(
        switchMap((fresh) => (fresh ? next(withToken(request, fresh)) : throwError(() => error))),
      );
    }),
  );
};

function isTokenRefused(error: unknown): boolean {
  return (
    error instanceof HttpErrorResponse && error.status === 401 && !OF_ANOTHER_PROOF.includes(problemOf(error).code)
  );
}

/** The page was opened from what this device keeps: who is here is known, but not shown to the server yet. */
function withFirstToken(
  session: Session,
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
): Observable<HttpEvent<unknown>> {
  return from(newToken(session, undefined)).pipe(
    switchMap((token) => next(token ? withToken(request, token) : request)),
  );
}

/** Undefined when the session is over. Another request may have refreshed it meanwhile. */
async function newToken(session: Session, refused: string | undefined): Promise<string | undefined> {
  const current = session.accessToken();
  if (current !== undefined && current !== refused) return current;
  const reason = await session.refresh();
  if (reason === undefined) return session.accessToken();
  if (session.isSignedIn()) session.ended(reason);
  return undefined;
}

function withToken<T>(request: HttpRequest<T>, token: string): HttpRequest<T> {
  return request.clone({ setHeaders: { Authorization: `Bearer ${token}` } });
}
