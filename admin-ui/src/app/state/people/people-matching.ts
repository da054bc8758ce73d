import { computed, inject, resource, type Signal } from '@angular/core';
import { Api } from '../../api/api';
import { listUsers } from '../../api/fn/people/list-users';
import type { DirectoryUserDto } from '../../api/models/directory-user-dto';
import { pauseOfTyping } from '../../core/pause-of-typing';

const MOST = 8;

/** What the directory answers to a term. */
export interface PeopleMatching {
  readonly value: Signal<readonly DirectoryUserDto[]>;
  readonly status: Signal<'idle' | 'loading' | 'ready' | 'failed'>;
  /** Asks again for the present term. */
  retry(): void;
}

/** Searches the directory as the term changes; an empty term finds nobody. Call it where `inject` works. */
export function peopleMatching(term: Signal<string>): PeopleMatching {
  const api = inject(Api);
  const found = resource({
    params: () => term().trim().replace(/^@/, '') || undefined,
    loader: async ({ params: search, abortSignal }) => {
      await pauseOfTyping(abortSignal);
      return (await api.invoke(listUsers, { search, limit: MOST })).items;
    },
  });
  return {
    value: computed(() => (found.hasValue() ? found.value() : [])),
    status: computed(() => {
      const status = found.status();
      if (status === 'loading' || status === 'reloading') return 'loading';
      return status === 'error' ? 'failed' : status === 'idle' ? 'idle' : 'ready';
    }),
    retry: () => found.reload(),
  };
}
