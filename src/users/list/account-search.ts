import { isUuid } from '../../core/uuid.js';
import { nameSearch, searchedWords } from '../name-search.js';
import { mistypedWord } from './typing-errors.js';

/** What was found with a typing error comes after everything else. */
const MISTYPED_RANK = 4;

/** Inside of words so few letters are in nearly every name; in other scripts they may be a whole one. */
const SHORT = /^[a-z0-9]{1,2}$/;

/** A search of the console as conditions on `u`. */
export interface AccountSearch {
  readonly condition: string;
  readonly rank: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Every word must be found in the name or username, one of five letters or more also where it has a typing error; or all
 * of it in the e-mail address; or it is the id. One or two Latin letters must begin a word. Undefined when nothing is searched for.
 */
export function accountSearch(search: string | undefined): AccountSearch | undefined {
  const names = nameSearch(search);
  if (!names) return undefined;
  const wanted = search?.trim().toLowerCase() ?? '';
  const words = searchedWords(search) ?? [];
  const areShort = words.length > 0 && words.every((word) => SHORT.test(word));
  const parameters: Record<string, string> = { ...names.parameters };
  parameters.email = `${areShort ? '' : '%'}${wanted.replace(/[\\%_]/g, '\\$&')}%`;
  const exactly = [`(${areShort ? atBeginnings(words) : names.condition})`, `lower(u.email) like :email`];
  if (isUuid(wanted)) {
    parameters.id = wanted;
    exactly.push('u.id = :id');
  }
  // An address is typed as it is, or not at all.
  const mistyped = wanted.includes('@') ? undefined : allowingErrors(words, parameters);
  const found = exactly.join(' or ');
  if (mistyped === undefined) return { condition: `(${found})`, rank: names.rank, parameters };
  return {
    condition: `(${found} or ${mistyped})`,
    rank: `case when ${found} then ${names.rank} else ${MISTYPED_RANK} end`,
    parameters,
  };
}

/** The parameters are those of the rank. */
function atBeginnings(words: readonly string[]): string {
  return words.map((_, i) => `(u.folded_name like :word${i} or u.folded_name like :name${i})`).join(' and ');
}

/** Undefined when no word is long enough to be found with an error. */
function allowingErrors(words: readonly string[], parameters: Record<string, string>): string | undefined {
  const mistyped = words.map((word) => mistypedWord(word));
  if (!mistyped.some(Boolean)) return undefined;
  const conditions = mistyped.map((word, i) => {
    const inside = `u.folded_name like :inside${i}`;
    if (!word) return inside;
    parameters[`mistyped${i}`] = word.pattern;
    const fragments = word.fragments.map((fragment, n) => {
      parameters[`fragment${i}x${n}`] = fragment;
      return `u.folded_name like :fragment${i}x${n}`;
    });
    // Behind `||` no index is used for the expression: the fragments are found faster, and looked at it is slow.
    return `(${inside} or (${fragments.join(' or ')}) and u.folded_name || '' ~ :mistyped${i})`;
  });
  return `(${conditions.join(' and ')})`;
}
