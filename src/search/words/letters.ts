/** Marks that writers leave out: accents, vowel points, tatweel, selectors. The vowels of Thai and Indic scripts stay. */
const MARKS =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]/gu;
const STYLES_OF_EMOJI = /[\u{1f3fb}-\u{1f3ff}\ufe00-\ufe0f]/gu;
const ASCII = /^[\u0000-\u007f]*$/;

/** Letters that Unicode does not take apart, and signs that keyboards write in several ways. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ...[...'ßss æae œoe øo đd ðd þth łl ıi ħh ŋn ŧt'.matchAll(/(\S)(\S+)/gu)].map(
    ([, letter = '', written = '']) => [letter, written] as const,
  ),
  ...[...'ٱا ىي یي ةه کك ςσ'.matchAll(/(\S)(\S)/gu)].map(([, letter = '', written = '']) => [letter, written] as const),
  ...[...'’‘ʼ´`'].map((apostrophe) => [apostrophe, "'"] as const),
  ...[...'‐‑‒–—−'].map((dash) => [dash, '-'] as const),
]);
const LETTER = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'gu');
/** Arabic, Persian and Devanagari; the digits of each stand in a row. */
const OTHER_DIGITS = [0x0660, 0x06f0, 0x0966];
const OTHER_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;

/** One spelling for all ways to write the same letters: case, width, accents, vowel points. The same on every machine. */
export function foldLetters(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower.replaceAll('`', "'");
  return lower
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(LETTER, (letter) => LETTERS.get(letter) ?? letter)
    .replace(OTHER_DIGIT, europeanDigit);
}

function europeanDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  const zero = OTHER_DIGITS.findLast((first) => first <= code) ?? code;
  return String(code - zero);
}

/** An emoji without the colour of its skin and without what chooses its style. */
export function foldEmoji(emoji: string): string {
  return emoji.replace(STYLES_OF_EMOJI, '');
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };
const UMLAUT = /[äöüåø]/g;

/** How the word is written where there are no such letters: Müller, Mueller. Undefined when it has none. */
export function transcribed(word: string): string | undefined {
  const lower = word.normalize('NFC').toLowerCase();
  const written = lower.replace(UMLAUT, (letter) => UMLAUTS[letter] ?? letter);
  return written === lower ? undefined : foldLetters(written);
}

/** and, so; in, as, for; the: والاجتماع is found by اجتماع. */
const ARABIC_ARTICLE = /^[وف]?(?:[بك]?ال|لل)(?=\p{L}{3})/u;

/** A folded word without the Arabic article before it. */
export function withoutArticle(word: string): string {
  return word.replace(ARABIC_ARTICLE, '');
}
