import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { problemOf } from '../problem';
import { FactorDuty } from './factor-duty';
import { IdentityCheck } from './identity-check';

/**
 * A request that takes a confirmation is sent again, once, when whoever is here has confirmed who they are; where they did not, it
 * fails as it was answered. One that takes a second factor leads to where it is set up.
 */
export const proofInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith('/api/')) return next(request);
  const [check, duty] = [inject(IdentityCheck), inject(FactorDuty)];
  return next(request).pipe(
    catchError((error: unknown) => {
      if (!(error instanceof HttpErrorResponse) || error.status !== 403) return throwError(() => error);
      const { code, methods = [] } = problemOf(error);
      if (code === 'second_factor_setup_required') duty.impose();
      if (code !== 'confirmation_required') return throwError(() => error);
      return from(check.ask(methods)).pipe(
        switchMap((isConfirmed) => (isConfirmed ? next(request) : throwError(() => error))),
      );
    }),
  );
};
