import { Injectable } from '@angular/core';
import { oneOf, preference } from '../../core/preferences/preference';
import { isText } from '../../core/shapes';
import { SKIN_TONES, type SkinTone, toned } from './skin-tones';

const MOST_RECENT = 24;
/** What people react with mostly. */
const USUAL = ['👍', '❤️', '😂', '🎉', '😮', '🙏'];

/** Which skin tone somebody took, and which emoji they used last. */
@Injectable({ providedIn: 'root' })
export class EmojiChoices {
  private readonly chosenTone = preference<SkinTone>('emoji.tone', 0, oneOf(SKIN_TONES));
  /** The last one first. */
  private readonly used = preference<readonly string[]>('emoji.recent', [], asEmoji);

  tone(): SkinTone {
    return this.chosenTone();
  }

  recent(): readonly string[] {
    return this.used();
  }

  /** The six that are always at hand, in the tone that was chosen. */
  usual(): readonly string[] {
    return USUAL.map((emoji) => toned(emoji, this.tone()));
  }

  setTone(tone: SkinTone): void {
    this.chosenTone.set(tone);
  }

  use(emoji: string): void {
    const others = this.used().filter((one) => one !== emoji);
    this.used.set([emoji, ...others].slice(0, MOST_RECENT));
  }
}

function asEmoji(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter(isText).slice(0, MOST_RECENT) : undefined;
}
