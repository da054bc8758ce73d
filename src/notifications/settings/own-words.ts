/** Between letters of these scripts there are no spaces: a word is found wherever it stands. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * A regular expression of PostgreSQL that finds any of these words in a text, in capitals or small letters, as whole words where
 * their script has spaces; null where there are none. Each letter names both of its forms, so that it does not depend on the
 * locale of the database.
 */
export function wordsPattern(words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const spaced = words.filter((word) => !UNSPACED.test(word)).map(lettersOf);
  const unspaced = words.filter((word) => UNSPACED.test(word)).map(lettersOf);
  const whole = spaced.length > 0 ? [`(^|[^[:alnum:]_])(${spaced.join('|')})($|[^[:alnum:]_])`] : [];
  return [...whole, ...unspaced].join('|');
}

/** Whether a text says any of these words, by the same rules as `wordsPattern`. */
export function saysAnyOf(words: readonly string[], text: string): boolean {
  return placesOf(words, text).length > 0;
}

/** From where to where a text says any of these words, of several that begin in one place the longest. */
export function placesOf(words: readonly string[], text: string): { readonly start: number; readonly end: number }[] {
  if (words.length === 0) return [];
  const patterns = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => {
      const escaped = word.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
      return UNSPACED.test(word) ? escaped : String.raw`(?<![\p{L}\p{N}_])${escaped}(?![\p{L}\p{N}_])`;
    });
  const found = text.matchAll(new RegExp(patterns.join('|'), 'giu'));
  return [...found].map(({ index, 0: said }) => ({ start: index, end: index + said.length }));
}

/** As they are kept: without spaces around them, each once. */
export function keptWords(words: readonly string[]): string[] {
  const plain = words.map((word) => word.trim().replace(/\s+/g, ' ')).filter(Boolean);
  return [...new Map(plain.map((word) => [word.toLowerCase(), word])).values()];
}

function lettersOf(word: string): string {
  return [...word]
    .map((letter) => {
      const forms = [...new Set([letter, letter.toLowerCase(), letter.toUpperCase()])].filter(
        (form) => [...form].length === 1,
      );
      return forms.length > 1 ? `[${forms.join('')}]` : letter.replace(/[\\^$.*+?()[\]{}|]/, String.raw`\$&`);
    })
    .join('');
}
