import { DestroyRef, DOCUMENT, inject, Injectable } from '@angular/core';
import type { DraftNews } from './draft-news';

/** So long after a key, nothing is put in place of what is being written. */
const HANDS_ON_MS = 5_000;

/** Which draft somebody is writing, and what another device changed there meanwhile, held back until their hands rest. */
@Injectable({ providedIn: 'root' })
export class WritingHands {
  /** Where the cursor is, and when a key was pressed there last. */
  private hands: { readonly id: string; at: number } | undefined;
  private isComposing = false;
  private held: { readonly news: DraftNews; readonly take: (news: DraftNews) => void } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const document = inject(DOCUMENT);
    // While candidates of an input method stand, no key may come for long.
    const compose = ({ type }: Event): void => {
      this.isComposing = type === 'compositionstart';
      if (this.hands) this.hands.at = Date.now();
    };
    const events = ['compositionstart', 'compositionend'];
    for (const name of events) document.addEventListener(name, compose);
    inject(DestroyRef).onDestroy(() => {
      for (const name of events) document.removeEventListener(name, compose);
    });
  }

  /** The cursor is where this one is written; undefined: nowhere. */
  moveTo(id: string | undefined): void {
    this.hands = id === undefined ? undefined : { id, at: 0 };
    if (this.held && this.held.news.id !== id) this.release();
  }

  /** A key changed this one. */
  press(id: string): void {
    if (this.hands?.id === id) this.hands.at = Date.now();
  }

  /** Whether it may not be replaced, because somebody is writing there just now. */
  areOn(id: string): boolean {
    const { hands } = this;
    return hands?.id === id && (this.isComposing || Date.now() - hands.at < HANDS_ON_MS);
  }

  /** This is taken when the hands rest. Of what is held back only the newest is. */
  hold(news: DraftNews, take: (news: DraftNews) => void): void {
    this.held = { news, take };
    this.waitForRest();
  }

  /** Somebody else signs in here. */
  clear(): void {
    clearTimeout(this.timer);
    this.held = undefined;
  }

  private waitForRest(): void {
    clearTimeout(this.timer);
    const wait = (this.hands?.at ?? 0) + HANDS_ON_MS - Date.now();
    this.timer = setTimeout(
      () => {
        if (!this.held) return;
        if (this.areOn(this.held.news.id)) this.waitForRest();
        else this.release();
      },
      Math.max(this.isComposing ? HANDS_ON_MS : 0, wait),
    );
  }

  private release(): void {
    const { held } = this;
    this.held = undefined;
    held?.take(held.news);
  }
}
