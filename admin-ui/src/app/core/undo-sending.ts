import { effect, Injectable, type WritableSignal, signal } from '@angular/core';
import { deviceStorage } from './device-storage';

/** For how many seconds what was sent can be taken back; 0: not at all. */
export const HOLDS = [0, 5, 10, 30] as const;
export type Hold = (typeof HOLDS)[number];

/** For how long the server holds what is sent from this device: in a chat, and as a new message. */
@Injectable({ providedIn: 'root' })
export class UndoSending {
  readonly chat = kept('parley.undo-chat', 0);
  readonly compose = kept('parley.undo-compose', 10);
}

function kept(key: string, usual: Hold): WritableSignal<Hold> {
  const choice = signal(remembered(key) ?? usual);
  let isFirst = true;
  effect(() => {
    const hold = choice();
    if (!isFirst) remember(key, hold);
    isFirst = false;
  });
  return choice;
}

function remembered(key: string): Hold | undefined {
  try {
    const text = deviceStorage().getItem(key);
    return text === null ? undefined : HOLDS.find((hold) => String(hold) === text);
  } catch {
    return undefined;
  }
}

function remember(key: string, hold: Hold): void {
  try {
    deviceStorage().setItem(key, String(hold));
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}
