import { inject, Injectable, signal } from '@angular/core';
import { deviceStorage } from '../../core/device-storage';
import { Session } from '../../core/session';
import { isObject, isText } from '../../core/shapes';
import { SKIN_TONES, type SkinTone, toned } from './skin-tones';

const KEY = 'parley.emoji';
const MOST_RECENT = 24;
/** What people react with mostly. */
const USUAL = ['👍', '❤️', '😂', '🎉', '😮', '🙏'];

interface Choices {
  readonly tone: SkinTone;
  /** The last one first. */
  readonly recent: readonly string[];
}

const NOTHING: Choices = { tone: 0, recent: [] };

/** Which skin tone somebody took, and which emoji they used last, on this device. */
@Injectable({ providedIn: 'root' })
export class EmojiChoices {
  private readonly session = inject(Session);
  private readonly choices = signal(this.kept());

  tone(): SkinTone {
    return this.choices().tone;
  }

  recent(): readonly string[] {
    return this.choices().recent;
  }

  /** The six that are always at hand, in the tone that was chosen. */
  usual(): readonly string[] {
    return USUAL.map((emoji) => toned(emoji, this.tone()));
  }

  setTone(tone: SkinTone): void {
    this.change({ ...this.choices(), tone });
  }

  use(emoji: string): void {
    const others = this.recent().filter((one) => one !== emoji);
    this.change({ ...this.choices(), recent: [emoji, ...others].slice(0, MOST_RECENT) });
  }

  private change(to: Choices): void {
    this.choices.set(to);
    try {
      deviceStorage().setItem(KEY, JSON.stringify({ userId: this.session.me()?.id, ...to }));
    } catch {
      // Switched off or full: then they last as long as the page.
    }
  }

  /** What somebody else chose here is not mine. */
  private kept(): Choices {
    try {
      const kept: unknown = JSON.parse(deviceStorage().getItem(KEY) ?? 'null');
      if (!isObject(kept) || kept['userId'] !== this.session.me()?.id) return NOTHING;
      const { tone, recent } = kept;
      return {
        tone: SKIN_TONES.find((one) => one === tone) ?? 0,
        recent: Array.isArray(recent) ? recent.filter(isText).slice(0, MOST_RECENT) : [],
      };
    } catch {
      return NOTHING;
    }
  }
}
