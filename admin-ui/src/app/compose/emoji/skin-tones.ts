/** 0: as it is, 1: light to 5: dark. */
export type SkinTone = 0 | 1 | 2 | 3 | 4 | 5;

export const SKIN_TONES: readonly SkinTone[] = [0, 1, 2, 3, 4, 5];

const LIGHT = 0x1f3fb;
/** What takes a tone, and what does not: the joined hands between two people, who have their own. */
const BASES = /\u200d\u{1f91d}|(\p{Emoji_Modifier_Base})\ufe0f?/gu;

/** An emoji of people in a skin tone, all of them in the same. */
export function toned(emoji: string, tone: SkinTone): string {
  if (tone === 0) return emoji;
  const modifier = String.fromCodePoint(LIGHT + tone - 1);
  return emoji.replace(BASES, (all, base?: string) => (base === undefined ? all : base + modifier));
}
