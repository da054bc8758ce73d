/** `name:value`, `name:"several words"`, `word` or `"several words"`, as the server reads them. */
const TERM = /(?:[a-z]+:)?(?:"[^"]*"|\S+)/gi;
const QUALIFIED = /^[a-z]+:[^]+/i;

/** The parts of a search, in their order. */
export function termsIn(search: string): string[] {
  return search.match(TERM) ?? [];
}

/** Those that say what kind of thing is looked for, such as `actor:ana`. */
export function qualifiersIn(search: string): string[] {
  return termsIn(search).filter((term) => QUALIFIED.test(term));
}

/** Whether the search has this part. */
export function hasTerm(search: string, term: string): boolean {
  return termsIn(search).includes(term);
}

/** The search without this part. */
export function withoutTerm(search: string, term: string): string {
  return termsIn(search)
    .filter((each) => each !== term)
    .join(' ');
}

/** The search with this part, in place of the one that it had of this kind: of two moments only one is meant. */
export function withTerm(search: string, term: string): string {
  const [kind] = term.split(':', 1);
  const others = termsIn(search).filter((each) => !each.startsWith(`${kind}:`));
  return [...others, term].join(' ');
}
