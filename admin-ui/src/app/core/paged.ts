import { computed, resource, type Signal, signal } from '@angular/core';
import { problemOf } from './problem';

interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** A list that the server gives in pages. */
export interface Paged<T> {
  /** `loading` until the first page is there. */
  readonly status: Signal<'loading' | 'failed' | 'ready'>;
  /** Why there is no first page. */
  readonly problem: Signal<string>;
  /** What has been read so far. */
  readonly items: Signal<readonly T[]>;
  readonly hasMore: Signal<boolean>;
  /** Why the next page did not come; what was there stays. */
  readonly moreProblem: Signal<string>;
  /** Asks for the first page again. */
  retry(): void;
  /** Reads the next page. Never rejects. */
  more(): Promise<void>;
}

/** Reads the first page at once and the others when they are asked for. Call it where `inject` works. */
export function paged<T>(page: (cursor?: string) => Promise<PageOf<T>>): Paged<T> {
  const first = resource({ loader: () => page() });
  const further = signal<readonly T[]>([]);
  const cursor = signal<string | null | undefined>(undefined);
  const moreProblem = signal('');
  const next = computed(() => {
    const reached = cursor();
    return reached === undefined && first.hasValue() ? first.value().nextCursor : (reached ?? null);
  });
  return {
    status: computed(() => (first.error() ? 'failed' : first.hasValue() ? 'ready' : 'loading')),
    problem: computed(() => problemOf(first.error()).detail),
    items: computed(() => [...(first.hasValue() ? first.value().items : []), ...further()]),
    hasMore: computed(() => next() !== null),
    moreProblem,
    retry: () => void first.reload(),
    async more() {
      const from = next();
      if (from === null) return;
      moreProblem.set('');
      try {
        const { items, nextCursor } = await page(from);
        further.update((all) => [...all, ...items]);
        cursor.set(nextCursor);
      } catch (error) {
        moreProblem.set(problemOf(error).detail);
      }
    },
  };
}
