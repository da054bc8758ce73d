import { computed, effect, inject, Injector, type Signal } from '@angular/core';
import type { DraftRecipientDto } from '../api/models/draft-recipient-dto';
import { Session } from '../core/session';
import { nameOf } from '../state/conversations/conversation-names';
import { ConversationStore } from '../state/conversations/conversation-store';
import { foldedName } from '../../../../src/users/folded-name.js';
import { peopleMatching } from '../state/people/people-matching';

const MOST_GROUPS = 3;

/** Who and what can be written to by a term: people of the directory, then groups I am in. */
export interface RecipientMatching {
  readonly options: Signal<readonly DraftRecipientDto[]>;
  readonly status: Signal<'idle' | 'loading' | 'ready' | 'failed'>;
  /** Asks again for the present term. */
  retry(): void;
  /** Resolves when the answer to the present term is there, or none comes. */
  settled(): Promise<void>;
  /** The one recipient that the term can mean: the only one, or the only one with just this name. */
  onlyMatch(): DraftRecipientDto | undefined;
}

/** Finds recipients as the term changes, without those chosen. Beside people no group is offered: it is one or the other. */
export function recipientMatching(
  term: Signal<string>,
  chosen: Signal<readonly DraftRecipientDto[]>,
): RecipientMatching {
  const people = peopleMatching(term);
  const store = inject(ConversationStore);
  const session = inject(Session);
  const groups = computed(() => {
    const words = foldedName(term());
    if (words === '' || chosen().length > 0) return [];
    return store
      .all()
      .filter(({ kind }) => kind === 'group')
      .map((group): DraftRecipientDto => {
        const displayName = nameOf(group, session.me()?.id);
        return { id: group.id, kind: 'group', username: null, displayName, avatarUrl: group.pictureUrl };
      })
      .filter(({ displayName }) => foldedName(displayName).includes(words))
      .slice(0, MOST_GROUPS);
  });
  const options = computed(() => {
    if (chosen().some(({ kind }) => kind === 'group')) return [];
    const ids = new Set(chosen().map(({ id }) => id));
    const found = people.value().map(({ id, username, displayName, avatarUrl }): DraftRecipientDto => {
      return { id, kind: 'person', username, displayName, avatarUrl };
    });
    return [...found.filter(({ id }) => !ids.has(id)), ...groups()];
  });
  const injector = inject(Injector);
  return {
    options,
    status: people.status,
    retry: () => people.retry(),
    settled: () => settled(people.status, injector),
    onlyMatch: () => {
      const words = foldedName(term().replace(/^\s*@/, ''));
      const exact = options().filter(({ username, displayName }) =>
        [username ?? '', displayName].some((name) => foldedName(name) === words),
      );
      return (exact.length > 0 ? exact : options()).length === 1 ? (exact[0] ?? options()[0]) : undefined;
    },
  };
}

function settled(status: Signal<string>, injector: Injector): Promise<void> {
  return new Promise((resolve) => {
    const watching = effect(
      () => {
        if (status() === 'loading') return;
        watching.destroy();
        resolve();
      },
      { injector },
    );
  });
}
