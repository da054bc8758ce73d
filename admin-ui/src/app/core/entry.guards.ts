import { inject } from '@angular/core';
import { type CanActivateFn, type CanMatchFn, Router, type UrlTree } from '@angular/router';
import { FACTOR_DUTY_PATH, FactorDuty } from './proof/factor-duty';
import { isTemporary, problemOf } from './problem';
import { ServerMeta } from './server-meta';
import { Session } from './session';
import { mayAdminister } from './staff';

/** The pages of the app: for people who are signed in; others sign in first and come back. */
export const signedInOnly: CanActivateFn = async (_route, state): Promise<boolean | UrlTree> => {
  const [router, duty] = [inject(Router), inject(FactorDuty)];
  if (inject(Session).isSignedIn())
    return duty.isDue() && state.url !== FACTOR_DUTY_PATH ? router.parseUrl(FACTOR_DUTY_PATH) : true;
  if (await needsSetup()) return router.parseUrl('/setup');
  return router.createUrlTree(['/login'], { queryParams: state.url === '/' ? {} : { next: state.url } });
};

/** The pages before the app: for people who are not signed in, on a server that has accounts. */
export const signedOutOnly: CanActivateFn = async (): Promise<boolean | UrlTree> => {
  const router = inject(Router);
  if (inject(Session).isSignedIn()) return router.parseUrl('/');
  return (await needsSetup()) ? router.parseUrl('/setup') : true;
};

/** An invitation tells also somebody who is signed in what it is for; else as every page before the app. */
export const invitedOrSignedOut: CanActivateFn = (route, state) =>
  inject(Session).isSignedIn() && route.queryParamMap.has('invite') ? true : signedOutOnly(route, state);

/** The page of the first account: only while there is none. */
export const setupOnly: CanActivateFn = async (): Promise<boolean | UrlTree> => {
  const router = inject(Router);
  if (inject(Session).isSignedIn()) return router.parseUrl('/');
  return (await needsSetup()) ? true : router.parseUrl('/login');
};

/** The administration: everybody else gets the page that says so. */
export const staffOnly: CanMatchFn = () => mayAdminister(inject(Session).me());

/** What stands in place of the administration for everybody else; an address that staff mistype is merely not found. */
export const othersOnly: CanMatchFn = () => !mayAdminister(inject(Session).me());

/** When the server cannot be asked, the page itself will find out. */
async function needsSetup(): Promise<boolean> {
  try {
    return (await inject(ServerMeta).ensure()).setupRequired;
  } catch (error) {
    if (!isTemporary(problemOf(error))) throw error;
    return false;
  }
}

/** Where to go after signing in: back to where it was asked for, and never to another site. */
export function destination(next: string | undefined): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/';
}
