/** Shorter words with an error are too many others. */
const MIN_LETTERS = 5;

/** How words are found that somebody typed with one error. */
export interface MistypedWord {
  /** One of these stands in every name that `pattern` matches, and an index finds them; for `like`. */
  readonly fragments: readonly string[];
  /** A regular expression on folded names. */
  readonly pattern: string;
}

/**
 * A word of a folded name that differs from the typed one by one letter that is wrong, missing or too many, or by two
 * neighbours that changed places; undefined for words of less than five letters.
 */
export function mistypedWord(word: string): MistypedWord | undefined {
  const letters = [...word];
  if (letters.length < MIN_LETTERS) return undefined;
  return {
    fragments: fragments(letters),
    pattern: `[ |](?:${[...new Set(variants(letters))].join('|')})(?=[ |])`,
  };
}

/** In names, words begin and end with one of these. */
const BREAKS = [' ', '|'] as const;

/**
 * What is left of the word when one of its quarters has an error, or two letters changed places between two quarters. Long
 * pieces that begin or end a word are in few names; halves would be in many.
 */
function fragments(letters: readonly string[]): string[] {
  const middle = Math.floor(letters.length / 2);
  const cuts = [0, Math.floor(middle / 2), middle, middle + Math.floor((letters.length - middle) / 2), letters.length];
  const [first = '', second = '', third = '', fourth = ''] = cuts.map((from, i) =>
    letters.slice(from, cuts[i + 1]).join(''),
  );
  return [
    `%${second}${third}${fourth}%`,
    ...BREAKS.map((before) => `%${before}${first}%${third}${fourth}%`),
    ...BREAKS.flatMap((before) => BREAKS.map((after) => `%${before}${first}${second}%${fourth}${after}%`)),
    ...BREAKS.map((before) => `%${before}${first}${second}${third}%`),
    ...cuts.slice(1, 4).map((at) => `%${swapped(letters, at - 1)}%`),
  ];
}

/** Folded words have letters and digits alone: nothing of them means something in a regular expression. */
function variants(letters: readonly string[]): string[] {
  const any = '[^ |]';
  const around = (from: number, to: number, between: string) =>
    letters.slice(0, from).join('') + between + letters.slice(to).join('');
  return [
    ...letters.map((_, i) => around(i, i + 1, any)),
    ...letters.map((_, i) => around(i, i + 1, '')),
    ...[...letters, ''].map((_, i) => around(i, i, any)),
    ...letters.slice(1).map((_, i) => swapped(letters, i)),
  ];
}

function swapped(letters: readonly string[], at: number): string {
  const [one = '', other = ''] = letters.slice(at, at + 2);
  return [...letters.slice(0, at), other, one, ...letters.slice(at + 2)].join('');
}
