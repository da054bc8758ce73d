import { signal } from '@angular/core';
import { serverNow } from './server-clock';

/** How late what depends on the present time may change. */
const TICK_MS = 15_000;

const moment = signal(0);
const day = signal('');
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * The present time for what is shown, by the server's clock: read in a computed value or a template, it is read again every 15 seconds. With
 * `new Date()` in its place "just now" would stay until something else changes.
 */
export function now(): Date {
  start();
  moment();
  return serverNow();
}

/** The same for what changes from day to day only: it is read again after midnight. */
export function today(): Date {
  start();
  day();
  return serverNow();
}

function start(): void {
  if (timer !== undefined) return;
  timer = setInterval(tick, TICK_MS);
  // A device that slept is not late for the next tick.
  document.addEventListener('visibilitychange', tick);
}

function tick(): void {
  moment.set(Math.floor(Date.now() / TICK_MS));
  day.set(serverNow().toDateString());
}
