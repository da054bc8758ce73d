import { foldEmoji, foldLetters, transcribed, withoutArticle } from './letters.js';

/**
 * The words of a message and of a search. No dictionary, no locale, no Intl.Segmenter: the same text has the same words on
 * every machine and after every upgrade of Node, or the index would have to be made again.
 */

/** A place of a text where a word stands; from `start` to before `end`, in UTF-16 units. */
export interface WordPlace {
  readonly start: number;
  readonly end: number;
  /** Undefined for a run of a script without spaces: its pairs of letters are the `parts`. */
  readonly word: string | undefined;
  /** Other ways to write the same word. */
  readonly spellings: readonly string[];
  /** What stands in it: `foo` and `bar` in `fooBar`. */
  readonly parts: readonly string[];
}

/** In code points; whatever is longer is found by how it begins. */
const LONGEST_WORD = 40;

const SPACELESS = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\uff66-\uff9f`;
/** v2.3.1, 12:30, 2024-05-01. Bounded, so that no text makes it begin anew at each of thousands of digits. */
const NUMBER = String.raw`\d{1,20}(?:[.:,/-]\d{1,20}){1,8}`;
const PICTOGRAPH = String.raw`\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*`;

/** Numbers with their separators, emoji, scripts without spaces, any other word. */
const TOKEN = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}])[vV]?(?<number>${NUMBER})(?![\p{L}\p{N}])`,
    String.raw`(?<emoji>\p{RI}\p{RI}|${PICTOGRAPH}(?:\u200d${PICTOGRAPH})*)`,
    String.raw`(?<spaceless>[${SPACELESS}][${SPACELESS}\p{M}]*)`,
    String.raw`(?<word>(?:(?![${SPACELESS}])[\p{L}\p{N}\p{M}\u0640])+)`,
  ].join('|'),
  'gu',
);
/** For texts of letters and digits alone; half the time of the one above. */
const PLAIN_TOKEN = new RegExp(
  String.raw`(?<![\p{L}\p{N}])[vV]?(?<number>${NUMBER})(?![\p{L}\p{N}])|(?<word>[\p{L}\p{N}\p{M}\u0640]+)`,
  'gu',
);
/** For plain ASCII; a fifth. */
const ASCII_TOKEN = new RegExp(String.raw`(?<![A-Za-z0-9])[vV]?(${NUMBER})(?![A-Za-z0-9])|[A-Za-z0-9]+`, 'g');
const ASCII = /^[\u0000-\u007f]*$/;
const NEEDS_MORE = new RegExp(String.raw`[${SPACELESS}\p{RI}\p{Extended_Pictographic}]`, 'u');

const HUMP = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const ASCII_HUMP = /[a-z0-9][A-Z]|[A-Z]{2}[a-z]/;
const HAS_HUMP = /[\p{Ll}\p{N}]\p{Lu}|\p{Lu}\p{Lu}\p{Ll}/u;

const SEPARATOR = /[.:,/-]/;
const NONE: readonly string[] = [];

/** The places where words stand, in order. */
export function wordPlaces(text: string): WordPlace[] {
  return ASCII.test(text) ? asciiPlaces(text) : placesBy(NEEDS_MORE.test(text) ? TOKEN : PLAIN_TOKEN, text);
}

/** The same with nothing that plain ASCII does not need: most messages are, and all of them are indexed. */
function asciiPlaces(text: string): WordPlace[] {
  const places: WordPlace[] = [];
  ASCII_TOKEN.lastIndex = 0;
  for (let match = ASCII_TOKEN.exec(text); match; match = ASCII_TOKEN.exec(text)) {
    const [raw, number] = match;
    const at = { start: match.index, end: match.index + raw.length };
    if (number === undefined) {
      const parts = ASCII_HUMP.test(raw) ? humpsOf(raw) : NONE;
      places.push({ ...at, word: cut(raw.toLowerCase()), spellings: NONE, parts });
    } else places.push({ ...at, word: cut(number), spellings: NONE, parts: number.split(SEPARATOR) });
  }
  return places;
}

function placesBy(tokens: RegExp, text: string): WordPlace[] {
  const places: WordPlace[] = [];
  for (const match of text.matchAll(tokens)) {
    const place = placeOf(match);
    if (place) places.push(place);
  }
  return places;
}

/** The distinct words under which a text is found. */
export function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const place of wordPlaces(text)) {
    if (place.word !== undefined) words.add(place.word);
    for (const word of place.spellings) words.add(word);
    for (const word of place.parts) words.add(word);
  }
  return words;
}

/** All words by which one place is found. */
export function wordsAt({ word, spellings, parts }: WordPlace): readonly string[] {
  if (word === undefined) return parts;
  return spellings.length === 0 && parts.length === 0 ? [word] : [word, ...spellings, ...parts];
}

function placeOf(match: RegExpExecArray): WordPlace | undefined {
  const [raw] = match;
  const { number, emoji, spaceless } = match.groups ?? {};
  const at = { start: match.index, end: match.index + raw.length };
  if (number !== undefined) {
    const folded = foldLetters(number);
    return { ...at, word: cut(folded), spellings: NONE, parts: folded.split(SEPARATOR) };
  }
  if (emoji !== undefined) return { ...at, word: cut(foldEmoji(emoji)), spellings: NONE, parts: NONE };
  if (spaceless !== undefined)
    return { ...at, word: undefined, spellings: NONE, parts: pairsOf(foldLetters(spaceless)) };
  const word = foldLetters(raw);
  if (word === '') return undefined;
  return { ...at, word: cut(word), spellings: spellingsOf(raw, word), parts: humpsOf(raw) };
}

function spellingsOf(raw: string, word: string): readonly string[] {
  const other = transcribed(raw);
  const bare = withoutArticle(word);
  if (other === undefined && bare === word) return NONE;
  return [...(other === undefined ? [] : [cut(other)]), ...(bare === word ? [] : [cut(bare)])];
}

function humpsOf(raw: string): readonly string[] {
  return HAS_HUMP.test(raw) ? raw.split(HUMP).map((part) => cut(foldLetters(part))) : NONE;
}

/** No dictionary knows all words of a language without spaces: each two letters that follow each other, and the last one. */
function pairsOf(run: string): readonly string[] {
  const letters = [...run];
  return letters.map((letter, at) => letter + (letters[at + 1] ?? ''));
}

function cut(word: string): string {
  return word.length <= LONGEST_WORD ? word : [...word].slice(0, LONGEST_WORD).join('');
}
