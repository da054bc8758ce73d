/** Why a browser cannot be notified here, whatever somebody chooses. */
export type PushObstacle = 'insecure' | 'homeScreen' | 'unsupported';

/** What of a browser decides it. */
export interface Surroundings {
  readonly isSecureContext: boolean;
  readonly navigator: { readonly userAgent: string; readonly maxTouchPoints: number };
}

/** Undefined: nothing stands in the way. Safari on iPhone and iPad has Web Push only in an app on the home screen. */
export function pushObstacle(window: Surroundings): PushObstacle | undefined {
  if (!window.isSecureContext) return 'insecure';
  const isAble = 'PushManager' in window && 'Notification' in window && 'serviceWorker' in window.navigator;
  if (isAble) return undefined;
  return isAppleMobile(window.navigator) ? 'homeScreen' : 'unsupported';
}

/** An iPad says that it is a Mac, but no Mac has a touch screen. */
export function isAppleMobile({ userAgent, maxTouchPoints }: Surroundings['navigator']): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
}
