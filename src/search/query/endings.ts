import { foldLetters } from '../words/letters.js';

const RUSSIAN_ENDINGS =
  'иями ями ами ией иях ого его ому ему ыми ими ов ев ей ой ий ый ая яя ое ее ые ие ых их ую юю ом ем ам ям ах ях ия ии ию а я о е ы и й у ю ь';
const RUSSIAN_ENDING = new RegExp(
  `(?:${[...new Set(RUSSIAN_ENDINGS.split(' ').map(foldLetters))].sort((a, b) => b.length - a.length).join('|')})$`,
  'u',
);

/** Words are found by how they begin, so only an ending has to go: servers, server; сервера, сервер. */
export function rootOf(word: string): string {
  if (/^[a-z]{5,}s$/.test(word) && !word.endsWith('ss')) return word.slice(0, -1);
  if (/^\p{Script=Cyrillic}{5,}$/u.test(word)) {
    const root = word.replace(RUSSIAN_ENDING, '');
    if (root.length >= 4) return root;
  }
  return word;
}
