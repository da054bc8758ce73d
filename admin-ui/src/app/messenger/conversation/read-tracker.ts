import { DestroyRef, DOCUMENT, inject, Injectable } from '@angular/core';
import { OpenConversation } from '../open-conversation/open-conversation';

/** So long it must have been in view. */
const SEEN_MS = 500;

/** Turns what is in view into what is read: half of it, for half a second, while the page is seen and has the focus. */
@Injectable()
export class ReadTracker {
  private readonly open = inject(OpenConversation);
  private readonly document = inject(DOCUMENT);
  private key: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const look = (): void => this.look();
    const window = this.document.defaultView;
    this.document.addEventListener('visibilitychange', look);
    window?.addEventListener('focus', look);
    window?.addEventListener('blur', look);
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
      this.document.removeEventListener('visibilitychange', look);
      window?.removeEventListener('focus', look);
      window?.removeEventListener('blur', look);
    });
  }

  /** This is the last row in view now. */
  see(key: string): void {
    if (key === this.key) return;
    this.key = key;
    this.look();
  }

  private look(): void {
    clearTimeout(this.timer);
    const { key } = this;
    if (key === undefined || this.document.visibilityState !== 'visible' || !this.document.hasFocus()) return;
    this.timer = setTimeout(() => this.open.readThrough(key), SEEN_MS);
  }
}
