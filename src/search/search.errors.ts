import { defineProblem } from '../core/errors/domain-error.js';
import { MAX_SEARCH_TERMS } from './search.limits.js';

const NOTHING = 'Type a word of what you look for, or an operator such as from:ana.';
const TOO_LONG = `Take away some words: at most ${MAX_SEARCH_TERMS} words, phrases and operators are searched for.`;

/** Neither a word nor an operator: nothing, or punctuation alone. */
export class NothingToSearchFor extends defineProblem('nothing_to_search_for', 400, 'There is nothing to search for') {
  constructor() {
    super(NOTHING, { errors: [{ pointer: '/q', code: 'nothing_to_search_for', detail: NOTHING }] });
  }
}

/** More words than one message is looked for by. */
export class SearchTooLong extends defineProblem('search_too_long', 400, 'The search has too many words') {
  constructor() {
    super(TOO_LONG, { errors: [{ pointer: '/q', code: 'search_too_long', detail: TOO_LONG }] });
  }
}
