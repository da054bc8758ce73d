import type { HttpInterceptorFn } from '@angular/common/http';
import { HttpResponse } from '@angular/common/http';
import { tap } from 'rxjs';
import { deviceStorage } from './device-storage';

/** Kept for pages that open without a connection. */
const KEY = 'parley.clock';
/** The `Date` of an answer has no milliseconds. */
const PRECISION_MS = 1_000;

/** So much is the server's clock ahead of this device's. */
let offsetMs = keptOffset();

/**
 * The server's time. The clock of a device may be wrong by any amount: what is compared with a time that the server wrote,
 * or is told to it as one, comes from here.
 */
export function serverNow(): Date {
  return new Date(Date.now() + offsetMs);
}

/** Learns the server's time from its answers. */
export const serverClockInterceptor: HttpInterceptorFn = (request, next) => {
  const began = performance.now();
  return next(request).pipe(
    tap((event) => {
      if (!(event instanceof HttpResponse)) return;
      const at = Date.parse(event.headers.get('Date') ?? '');
      if (!Number.isNaN(at)) learnServerTime(at, performance.now() - began);
    }),
  );
};

/** The server wrote this time within the last so many milliseconds: what is known stays as long as that can be. */
export function learnServerTime(at: number, withinMs: number): void {
  const least = at - Date.now();
  const most = least + withinMs + PRECISION_MS;
  if (offsetMs >= least && offsetMs <= most) return;
  offsetMs = Math.round((least + most) / 2);
  try {
    deviceStorage().setItem(KEY, String(offsetMs));
  } catch {
    // Storage is switched off: the next page learns it from its first answer.
  }
}

function keptOffset(): number {
  try {
    const kept = Number(deviceStorage().getItem(KEY));
    return Number.isFinite(kept) ? kept : 0;
  } catch {
    return 0;
  }
}
