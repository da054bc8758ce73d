import { computed, inject, Injectable, signal } from '@angular/core';
import type { RealtimeEvent } from '../core/realtime/frames';
import { Session } from '../core/session';
import { type BlockedPeople } from './blocks/blocked-people';
import { type KnownConversations } from './conversations/known-conversations';
import { type PinList } from './messages/pin-list';
import { type Reached } from './messages/reached';
import { NO_STRETCH, type Stretch } from './messages/stretch';
import { type MailList } from './mail/mail-list';
import { type SavedPlaces } from './saved/saved-places';
import { type ScheduledList } from './scheduled/scheduled-list';
import { type KnownTeams } from './teams/known-teams';
import { type ConfirmedState, NOTHING_CONFIRMED, reduce, withTeams } from './reducer';

/** One part of what is confirmed, to read and to change by answers of the server. */
export interface Slot<T> {
  read(): T;
  update(to: (value: T) => T): void;
}

/**
 * What the server confirmed, the same for every view. Events go through `apply`; what the server answers when it is asked
 * is put in its slot by whoever asked.
 */
@Injectable({ providedIn: 'root' })
export class Confirmed {
  private readonly session = inject(Session);
  private readonly state = signal<ConfirmedState>(NOTHING_CONFIRMED);
  private readonly listeners = new Set<(event: RealtimeEvent) => void>();

  readonly conversations: Slot<KnownConversations> = this.slot(
    ({ conversations }) => conversations,
    (state, conversations) => ({ ...state, conversations }),
  );
  readonly reached: Slot<ReadonlyMap<string, Reached>> = this.slot(
    ({ reached }) => reached,
    (state, reached) => ({ ...state, reached }),
  );
  readonly mail: Slot<MailList | undefined> = this.slot(
    ({ mail }) => mail,
    (state, mail) => ({ ...state, mail }),
  );
  readonly pins: Slot<PinList | undefined> = this.slot(
    ({ pins }) => pins,
    (state, pins) => ({ ...state, pins }),
  );
  readonly saved: Slot<SavedPlaces | undefined> = this.slot(
    ({ saved }) => saved,
    (state, saved) => ({ ...state, saved }),
  );

  readonly scheduled: Slot<ScheduledList | undefined> = this.slot(
    ({ scheduled }) => scheduled,
    (state, scheduled) => ({ ...state, scheduled }),
  );

  readonly blocked: Slot<BlockedPeople> = this.slot(
    ({ blocked }) => blocked,
    (state, blocked) => ({ ...state, blocked }),
  );

  readonly teams: Slot<KnownTeams> = this.slot(({ teams }) => teams, withTeams);

  /** The messages of one conversation. */
  stretch(conversationId: string): Slot<Stretch> {
    return this.slot(
      ({ stretches }) => stretches.get(conversationId) ?? NO_STRETCH,
      (state, stretch) => ({ ...state, stretches: new Map(state.stretches).set(conversationId, stretch) }),
    );
  }

  /** These are not at hand any more. */
  dropStretches(isDropped: (conversationId: string) => boolean): void {
    this.state.update((state) => ({
      ...state,
      stretches: new Map([...state.stretches].filter(([id]) => !isDropped(id))),
    }));
  }

  /** Something happened, as the server told it: all views follow. */
  apply(event: RealtimeEvent): void {
    const myId = this.session.me()?.id;
    this.state.update((state) => reduce(state, event, myId));
    for (const listener of this.listeners) listener(event);
  }

  /** Hears every event after the views followed it; the answer stops that. */
  onApplied(listener: (event: RealtimeEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.state.set(NOTHING_CONFIRMED);
  }

  private slot<T>(
    read: (state: ConfirmedState) => T,
    write: (state: ConfirmedState, value: T) => ConfirmedState,
  ): Slot<T> {
    const value = computed(() => read(this.state()));
    const update = (to: (value: T) => T): void =>
      this.state.update((state) => {
        const before = read(state);
        const next = to(before);
        return next === before ? state : write(state, next);
      });
    return { read: value, update };
  }
}
