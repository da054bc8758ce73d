/** Accents of Latin, Greek and Cyrillic letters, points of Hebrew and short vowels of Arabic. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;

/** Letters that have no decomposition, as people write them on keyboards that lack them. */
const WRITTEN_AS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', å: 'a', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', ŋ: 'n', ı: 'i', ĸ: 'k' },
};
const LETTERS = new RegExp(`[${Object.keys(WRITTEN_AS).join('')}]`, 'g');

/** Written or left out alike: O'Brien, O’Brien, OBrien. */
const LEFT_OUT = /['’ʼ‘`´＇\p{Cf}]/gu;
const SEPARATORS = /[\p{P}\p{S}\p{Z}\s]+/gu;

/**
 * A name as people search for it: without case, accents, apostrophes and punctuation, in every browser and language the
 * same. It depends on each character alone, so that a part of a name folds to a part of the folded name; words are parted
 * by one space.
 */
export function foldName(name: string): string {
  return foldLetters(name).replace(SEPARATORS, ' ').trim();
}

/** The letters of a text folded, with its spaces and punctuation as they are, apostrophes left out. */
export function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(LETTERS, (letter) => WRITTEN_AS[letter] ?? letter)
    .replace(LEFT_OUT, '')
    .normalize('NFKC');
}
