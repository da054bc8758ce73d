import type { All, Either, SearchRequest } from '../finding/search-request.js';
import type { HasValue, IsValue, Operator } from './search-query.js';
import type { ReadOperator } from './operator-reader.js';
import type { Term } from './terms.js';

const MS = 1;

/** Of these any value will do; of all others each must hold. */
const ANY_OF: readonly Operator[] = ['from', 'in', 'subject'];

/**
 * What all words and operators together ask for; undefined when nothing can be found, because an operator means nothing.
 * What has no value yet is passed over, and so is whatever is excluded and means nothing.
 */
export function requestOf(terms: readonly Term[], operators: readonly ReadOperator[]): SearchRequest | undefined {
  const meant = operators.filter(({ interpreted }) => interpreted.resolved !== null);
  const times = timesOf(meant);
  if (operators.some((one) => isImpossible(one, meant)) || times.isNever) return undefined;
  return {
    terms,
    subjects: meant.flatMap(({ subject }) => subject ?? []),
    senders: either(meant, 'from', ({ interpreted }) => (interpreted.people ?? []).map(({ id }) => id)),
    conversations: either(meant, 'in', ({ interpreted }) => (interpreted.conversations ?? []).map(({ id }) => id)),
    has: all<HasValue>(meant, 'has'),
    is: all<IsValue>(meant, 'is'),
    ...{ since: times.since, until: times.until, notDuring: times.notDuring },
  };
}

function isImpossible({ interpreted }: ReadOperator, meant: readonly ReadOperator[]): boolean {
  const { operator, problem, excluded } = interpreted;
  if (problem === undefined || problem === 'no_value' || excluded) return false;
  return !ANY_OF.includes(operator) || named(meant, operator, false).length === 0;
}

function either(operators: readonly ReadOperator[], name: Operator, idsOf: (one: ReadOperator) => string[]): Either {
  const ids = (isExcluded: boolean) => new Set(named(operators, name, isExcluded).flatMap(idsOf));
  const wanted = ids(false);
  return { wanted: wanted.size > 0 ? wanted : undefined, excluded: ids(true) };
}

function all<Value extends string>(operators: readonly ReadOperator[], name: Operator): All<Value> {
  const values = (isExcluded: boolean) =>
    new Set(named(operators, name, isExcluded).map(({ interpreted }) => interpreted.resolved as Value));
  return { wanted: values(false), excluded: values(true) };
}

function named(operators: readonly ReadOperator[], name: Operator, isExcluded: boolean): ReadOperator[] {
  return operators.filter(({ interpreted }) => interpreted.operator === name && interpreted.excluded === isExcluded);
}

/** The narrowest of all bounds; `isNever`: there is no moment between them. */
function timesOf(operators: readonly ReadOperator[]) {
  let since = -Infinity;
  let until = Infinity;
  const notDuring: { since: Date; until: Date }[] = [];
  for (const { interpreted } of operators) {
    if (interpreted.since === undefined) continue;
    const [from, to] = [Date.parse(interpreted.since ?? ''), Date.parse(interpreted.until ?? '')];
    const [begins, ends] = [!Number.isNaN(from), !Number.isNaN(to)];
    if (!interpreted.excluded) {
      if (begins) since = Math.max(since, from);
      // Times have milliseconds: the last that counts is the one before.
      if (ends) until = Math.min(until, to - MS);
    } else if (begins && ends) notDuring.push({ since: new Date(from), until: new Date(to) });
    else if (begins) until = Math.min(until, from - MS);
    else since = Math.max(since, to);
  }
  return {
    since: Number.isFinite(since) ? new Date(since) : undefined,
    until: Number.isFinite(until) ? new Date(until) : undefined,
    notDuring,
    isNever: since > until,
  };
}
