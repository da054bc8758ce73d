import type { HasValue, IsValue } from '../query/search-query.js';
import type { Term } from '../query/terms.js';
import type { TimeSpan } from '../query/time-spans.js';

/** One of several must hold; undefined: nothing is said of it. */
export interface Either {
  readonly wanted: ReadonlySet<string> | undefined;
  readonly excluded: ReadonlySet<string>;
}

/** All of it must hold, or must not. */
export interface All<Value> {
  readonly wanted: ReadonlySet<Value>;
  readonly excluded: ReadonlySet<Value>;
}

/** What is searched for, understood. */
export interface SearchRequest {
  readonly terms: readonly Term[];
  /** Words of subjects: any of those that are not excluded, none of the others. */
  readonly subjects: readonly Term[];
  /** Ids. */
  readonly senders: Either;
  readonly conversations: Either;
  readonly has: All<HasValue>;
  readonly is: All<IsValue>;
  /** The first moment that counts, and the last; undefined: no bound. */
  readonly since: Date | undefined;
  readonly until: Date | undefined;
  readonly notDuring: readonly TimeSpan[];
}

/** Whatever has a subject, in these conversations. */
export function subjectAlone(subject: Term, conversations: Either): SearchRequest {
  const nothing = { wanted: new Set<never>(), excluded: new Set<never>() };
  return {
    ...{ terms: [], subjects: [subject], conversations, has: nothing, is: nothing },
    ...{
      senders: { wanted: undefined, excluded: new Set<string>() },
      since: undefined,
      until: undefined,
      notDuring: [],
    },
  };
}
