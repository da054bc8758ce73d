const ALPHABETS: readonly (readonly [pattern: RegExp, letters: string])[] = [
  [/^[a-z]+$/, 'abcdefghijklmnopqrstuvwxyz'],
  [/^[а-я]+$/, 'абвгдежзиклмнопрстуфхцчшщъыьэюя'],
  [/^[ا-ي]+$/, 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'],
  [/^[α-ω]+$/, 'αβγδεζηθικλμνξοπρστυφχψω'],
];
const [SHORTEST, LONGEST] = [4, 20];

/**
 * All words that are one slip of the finger away from a folded one: a letter wrong, missing or too many, two neighbours
 * that changed places. None for short words, numbers, and scripts of more letters than a keyboard has.
 */
export function misspellings(word: string): string[] {
  const alphabet = ALPHABETS.find(([pattern]) => pattern.test(word))?.[1];
  if (word.length < SHORTEST || word.length > LONGEST || alphabet === undefined) return [];
  const found = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const before = word.slice(0, at);
    const [first = '', second = ''] = word.slice(at, at + 2);
    const rest = word.slice(at + 1);
    if (first) found.add(before + rest);
    if (second) found.add(before + second + first + word.slice(at + 2));
    for (const letter of alphabet) {
      found.add(before + letter + word.slice(at));
      if (first) found.add(before + letter + rest);
    }
  }
  found.delete(word);
  return [...found];
}
