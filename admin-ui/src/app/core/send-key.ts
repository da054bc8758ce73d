import { DOCUMENT, inject, Injectable, type Signal } from '@angular/core';
import { oneOf, preference } from './preferences/preference';

/** What Enter does where one writes: it sends, or it begins a new line and Ctrl or ⌘ with it sends. */
export type SendKeyChoice = 'enter' | 'mod-enter';

/** Which key sends. Where one types on glass, a new line has no other key, so what is usual differs between devices. */
@Injectable({ providedIn: 'root' })
export class SendKey {
  private readonly usual = usualOn(inject(DOCUMENT).defaultView);
  private readonly chosen = preference<SendKeyChoice>('sendKey', this.usual, oneOf(['enter', 'mod-enter']));
  readonly choice: Signal<SendKeyChoice> = this.chosen;

  /** What is usual here is no choice: it would take the new line from devices where it is not. */
  choose(choice: SendKeyChoice): void {
    this.chosen.set(choice === this.usual ? undefined : choice);
  }

  /** Whether this Enter sends; with Shift it never does, with Ctrl or ⌘ always. */
  sends(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>): boolean {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return false;
    return event.ctrlKey || event.metaKey || this.choice() === 'enter';
  }
}

function usualOn(window: Window | null): SendKeyChoice {
  return window?.matchMedia('(pointer: coarse)').matches ? 'mod-enter' : 'enter';
}
