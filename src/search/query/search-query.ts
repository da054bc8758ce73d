import { phraseTerm, type Term, wordTerm } from './terms.js';

export const OPERATORS = ['from', 'in', 'subject', 'has', 'is', 'before', 'after', 'on'] as const;
export type Operator = (typeof OPERATORS)[number];

export const HAS_VALUES = ['file', 'image', 'video', 'audio', 'link'] as const;
export type HasValue = (typeof HAS_VALUES)[number];

export const IS_VALUES = ['unread', 'pinned', 'saved'] as const;
export type IsValue = (typeof IS_VALUES)[number];

/** An operator as it was typed, or given as a parameter. */
export interface TypedOperator {
  readonly operator: Operator;
  readonly value: string;
  readonly isExcluded: boolean;
}

export interface SearchQuery {
  readonly terms: readonly Term[];
  readonly operators: readonly TypedOperator[];
}

const QUOTES = /[“”„‟«»＂]/g;
const ITEM =
  /(?<minus>-)?(?:(?<key>[a-z]+):(?:"(?<quoted>[^"]*)"?|(?<value>[^\s"]*))|"(?<phrase>[^"]*)"?|(?<word>[^\s"]+))/giu;

/**
 * What a person types into the search field, understood; nothing is refused.
 *
 *     query    := item*                 all of them, in one message
 *     item     := ["-"] (operator | phrase | word)
 *     operator := name ":" (word | phrase)
 *     phrase   := '"' text ['"']        exact words, next to each other
 *     word     := anything else         finds what begins with it
 */
export function parseQuery(text: string): SearchQuery {
  const terms: Term[] = [];
  const operators: TypedOperator[] = [];
  for (const { groups = {} } of text.replace(QUOTES, '"').matchAll(ITEM)) {
    const { minus, key, value, quoted, phrase, word } = groups;
    const isExcluded = minus !== undefined;
    const operator = OPERATORS.find((name) => name === key?.toLowerCase());
    if (operator) {
      operators.push({ operator, value: (value ?? quoted ?? '').trim(), isExcluded });
      continue;
    }
    const term =
      phrase === undefined ? wordTerm(word ?? `${key}:${value ?? quoted}`, isExcluded) : phraseTerm(phrase, isExcluded);
    if (term) terms.push(term);
  }
  return { terms, operators };
}
