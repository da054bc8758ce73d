/** Letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ŋ: 'n',
};

/**
 * A name as it is searched for: one way of writing it, without case, accents and punctuation, the same in every locale.
 * Words are parted by one space; an apostrophe parts none. The server and the client search by it.
 */
export function foldedName(name: string): string {
  return foldedLetters(name)
    .replace(/[\p{P}\p{S}\p{C}\s]+/gu, ' ')
    .trim();
}

/** The letters of a text as they are searched for, between them spaces and punctuation as they stand. */
export function foldedLetters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[øđðłħŧıßæœþŋ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}'’‘ʼ`´]/gu, '');
}
