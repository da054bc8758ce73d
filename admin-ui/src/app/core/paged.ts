import { computed, effect, inject, linkedSignal, resource, type Signal, signal, untracked } from '@angular/core';
import { problemOf } from './problem';
import { RealtimeSocket } from './realtime/realtime-socket';

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
  /** Asks for the first page again, as when something else is searched for; what is shown stays until it is there. */
  reload(): void;
  /** Reads the next page. Never rejects. */
  more(): Promise<void>;
}

/** Reads the first page at once and the others when they are asked for. Call it where `inject` works. */
export function paged<T>(page: (cursor?: string) => Promise<PageOf<T>>): Paged<T> {
  const first = resource({ loader: () => page() });
  const socket = inject(RealtimeSocket);
  // What failed while there was no connection is asked for again once there is one.
  effect(() => void (socket.isOpen() && untracked(first.error) && first.reload()));
  const begun = computed(() => (first.hasValue() ? first.value() : undefined));
  // What comes after another first page is read anew.
  const further = linkedSignal<PageOf<T> | undefined, readonly T[]>({ source: begun, computation: () => [] });
  const next = linkedSignal(() => begun()?.nextCursor ?? null);
  const moreProblem = signal('');
  let isReading = false;
  return {
    status: computed(() => (first.error() ? 'failed' : first.hasValue() ? 'ready' : 'loading')),
    problem: computed(() => problemOf(first.error()).detail),
    items: computed(() => [...(begun()?.items ?? []), ...further()]),
    hasMore: computed(() => next() !== null),
    moreProblem,
    reload: () => void first.reload(),
    async more() {
      const from = next();
      if (from === null || isReading) return;
      moreProblem.set('');
      isReading = true;
      try {
        const { items, nextCursor } = await page(from);
        if (next() !== from) return;
        further.update((all) => [...all, ...items]);
        next.set(nextCursor);
      } catch (error) {
        moreProblem.set(problemOf(error).detail);
      } finally {
        isReading = false;
      }
    },
  };
}
