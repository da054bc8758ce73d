import { foldedName } from './folded-name.js';

interface Named {
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** What is kept of a person to search by: the full name and the username, folded, each between bars. */
export function searchedNames({ username, firstName, lastName }: Named): string {
  return `|${foldedName(`${firstName} ${lastName}`)}|${foldedName(username)}|`;
}

/** More words than a name has make the search no better, only dearer. */
const MAX_WORDS = 6;

/** A search for people as conditions on `u.foldedName`: every word must be found; better hits have a lower rank. */
export interface NameSearch {
  readonly condition: string;
  readonly rank: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The words of a search, folded as names are; undefined when nothing is searched for, none when nothing can be found. */
export function searchedWords(search: string | undefined): string[] | undefined {
  const wanted = search?.trim() ?? '';
  return wanted === '' ? undefined : foldedName(wanted).split(' ').filter(Boolean).slice(0, MAX_WORDS);
}

/** Undefined when nothing is searched for. */
export function nameSearch(search: string | undefined): NameSearch | undefined {
  const words = searchedWords(search);
  if (!words) return undefined;
  if (words.length === 0) return { condition: 'false', rank: '0', parameters: {} };
  const all = words.join(' ');
  const parameters: Record<string, string> = { exactly: `%|${all}|%`, beginning: `%|${all}%` };
  words.forEach((word, i) => {
    parameters[`inside${i}`] = `%${word}%`;
    parameters[`word${i}`] = `% ${word}%`;
    parameters[`name${i}`] = `%|${word}%`;
  });
  const everyWord = (condition: (i: number) => string) => words.map((_, i) => condition(i)).join(' and ');
  return {
    condition: everyWord((i) => `u.foldedName like :inside${i}`),
    rank: `case when u.foldedName like :exactly then 0 when u.foldedName like :beginning then 1
      when ${everyWord((i) => `(u.foldedName like :word${i} or u.foldedName like :name${i})`)} then 2 else 3 end`,
    parameters,
  };
}
