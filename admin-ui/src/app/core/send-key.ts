import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import { deviceStorage } from './device-storage';

/** What Enter does where one writes: it sends, or it begins a new line and Ctrl or ⌘ with it sends. */
export type SendKeyChoice = 'enter' | 'mod-enter';

const KEY = 'parley.send-key';

/** Which key sends on this device. Where one types on glass, a new line has no other key. */
@Injectable({ providedIn: 'root' })
export class SendKey {
  readonly choice = signal<SendKeyChoice>(remembered() ?? usual(inject(DOCUMENT).defaultView));

  constructor() {
    let isFirst = true;
    effect(() => {
      const choice = this.choice();
      // What was never chosen may differ from one screen to the next.
      if (!isFirst) remember(choice);
      isFirst = false;
    });
  }

  /** Whether this Enter sends; with Shift it never does, with Ctrl or ⌘ always. */
  sends(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>): boolean {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return false;
    return event.ctrlKey || event.metaKey || this.choice() === 'enter';
  }
}

function usual(window: Window | null): SendKeyChoice {
  return window?.matchMedia('(pointer: coarse)').matches ? 'mod-enter' : 'enter';
}

function remembered(): SendKeyChoice | undefined {
  try {
    const choice = deviceStorage().getItem(KEY);
    return choice === 'enter' || choice === 'mod-enter' ? choice : undefined;
  } catch {
    return undefined;
  }
}

function remember(choice: SendKeyChoice): void {
  try {
    deviceStorage().setItem(KEY, choice);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}
