/** As the server knows them: their names are the same in every language. */
export const OPERATORS = ['from', 'in', 'subject', 'has', 'is', 'before', 'after', 'on'] as const;
export type Operator = (typeof OPERATORS)[number];

/** An operator with its value, such as `from:ana`. */
export interface Chip {
  readonly operator: Operator;
  readonly value: string;
  /** It must not hold. */
  readonly isExcluded: boolean;
}

/** A search in two parts: operators, and what else was typed. */
export interface TypedSearch {
  readonly chips: readonly Chip[];
  readonly text: string;
}

/** An operator at the end of a text that is being typed. */
export interface PendingOperator extends Chip {
  /** Where it begins. */
  readonly start: number;
}

/** As the server reads a search (docs/search.md). */
const QUOTES = /[“”„‟«»＂]/g;
const ITEM = /(?<minus>-)?(?:(?<key>[a-z]+):(?:"(?<quoted>[^"]*)"?|(?<value>[^\s"]*))|"[^"]*"?|[^\s"]+)/giu;
const PENDING = /(?:^|(?<=\s))(?<minus>-?)(?<key>[a-z]+):(?:"(?<quoted>[^"]*)|(?<value>[^\s"]*))$/iu;
const FOUND_BY = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** A search of which nobody is typing any more, such as that of an address. */
export function searchOf(query: string): TypedSearch {
  return split(query.replace(QUOTES, '"'), () => true);
}

/** The operators that are complete in what is being typed: something follows them. What is typed last stays in the text. */
export function takeComplete(typed: string): TypedSearch {
  const text = typed.replace(QUOTES, '"');
  return split(text, (end) => end < text.length || text.endsWith('"'));
}

/** The operator that somebody is typing at the end of a text, with as much of its value as there is. */
export function pendingIn(typed: string): PendingOperator | undefined {
  const found = PENDING.exec(typed.replace(QUOTES, '"'));
  const { minus, key = '', quoted, value } = found?.groups ?? {};
  const operator = operatorNamed(key);
  if (!found || !operator) return undefined;
  return { operator, value: quoted ?? value ?? '', isExcluded: minus === '-', start: found.index };
}

/** The word at the end of a text, and where it begins. */
export function lastWordIn(typed: string): { readonly word: string; readonly start: number } {
  const start = typed.search(/\S*$/u);
  return { word: typed.slice(start), start };
}

/** As it is typed. */
export function writtenChip({ operator, value, isExcluded }: Chip): string {
  const bare = value.replace(/"/g, '');
  return `${isExcluded ? '-' : ''}${operator}:${/\s/.test(bare) || bare === '' ? `"${bare}"` : bare}`;
}

/** What is asked of the server: without an operator that still waits for its value. */
export function queryOf({ chips, text }: TypedSearch): string {
  const pending = pendingIn(text);
  const words = (pending ? text.slice(0, pending.start) : text).trim().replace(/\s+/g, ' ');
  return [...chips.map(writtenChip), words].filter(Boolean).join(' ');
}

/** Whether there is something to search for: an operator, a word, a number or an emoji. */
export function isSearchable(query: string): boolean {
  const { chips, text } = searchOf(query);
  return chips.length > 0 || FOUND_BY.test(text);
}

/** The search with another operator at the end; one that is there already is not there twice. */
export function withChip({ chips, text }: TypedSearch, chip: Chip): TypedSearch {
  const others = chips.filter((one) => writtenChip(one) !== writtenChip(chip));
  return { chips: [...others, chip], text };
}

function split(text: string, isComplete: (end: number) => boolean): TypedSearch {
  const chips: Chip[] = [];
  let [rest, from] = ['', 0];
  for (const { index, 0: item, groups = {} } of text.matchAll(ITEM)) {
    const operator = operatorNamed(groups['key'] ?? '');
    const value = (groups['value'] ?? groups['quoted'] ?? '').trim();
    const end = index + item.length;
    if (!operator || value === '' || !isComplete(end)) continue;
    chips.push({ operator, value, isExcluded: groups['minus'] !== undefined });
    rest += text.slice(from, index);
    // One of the spaces around it goes with it.
    from = /\s/.test(text.charAt(end)) ? end + 1 : end;
  }
  return { chips, text: rest + text.slice(from) };
}

function operatorNamed(name: string): Operator | undefined {
  return OPERATORS.find((operator) => operator === name.toLowerCase());
}
