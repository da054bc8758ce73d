/** More UTF-16 units than any emoji has. */
const LONGEST = 40;

const PRESENTED_AS_EMOJI = '\ufe0f';
/** Shown as text unless it is said that it is an emoji; a skin tone says so too. */
const TEXT_UNLESS_SAID = /(?=\p{Emoji})\P{Emoji_Presentation}(?!\p{Emoji_Modifier})/gu;
// As a text, because the compiler's target knows no such flag.
const ONE_EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');

/**
 * The one spelling of an emoji that Unicode recommends, whether or not it was said that it is not meant as text; undefined
 * for anything else. So that the same emoji is the same reaction, whichever keyboard it came from.
 */
export function canonicalEmoji(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const said = text
    .replaceAll(PRESENTED_AS_EMOJI, '')
    .replaceAll(TEXT_UNLESS_SAID, (sign) => sign + PRESENTED_AS_EMOJI);
  return ONE_EMOJI.test(said) ? said : undefined;
}
