import { DestroyRef, DOCUMENT, effect, inject, Injectable, untracked } from '@angular/core';
import { Api } from '../../api/api';
import { getPreferences } from '../../api/fn/people/get-preferences';
import { updatePreferences } from '../../api/fn/people/update-preferences';
import type { PreferencesDto } from '../../api/models/preferences-dto';
import { isTemporary, problemOf } from '../problem';
import { backoffDelay } from '../realtime/backoff';
import { RealtimeSocket } from '../realtime/realtime-socket';
import { Session } from '../session';
import { onKeptElsewhere, type Values } from './kept-preferences';
import { Preferences } from './preferences';

/** So long a tab in which something was chosen has to send it before another one does. */
const OTHER_TAB_MS = 2_000;

/**
 * Keeps what whoever is signed in chose in step with their other devices: reads it with every connection, hears what they
 * choose there, and says what they choose here as soon as there is a connection. Injecting it is enough.
 */
@Injectable({ providedIn: 'root' })
export class PreferenceSync {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly socket = inject(RealtimeSocket);
  private readonly preferences = inject(Preferences);
  private whose: string | undefined;
  /** The newest version that was heard of on this connection. The one before may have been of another life of the server. */
  private heard = 0;
  private asking: Promise<void> | undefined;
  private asksAgain = false;
  private failedTries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private otherTabTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    // Before anything is drawn that depends on it.
    untracked(() => this.follow(this.session.me()?.id));
    effect(() => {
      const userId = this.session.me()?.id;
      untracked(() => this.follow(userId));
    });
    effect(() => {
      if (Object.keys(this.preferences.waiting()).length > 0 && this.socket.isOpen()) untracked(() => this.ask());
    });
    this.socket.onEvent((event) => {
      if (event.type === 'preferences.updated') this.take(event.data);
    });
    this.socket.onOpen(() => this.catchUp());
    if (untracked(this.socket.isOpen)) this.catchUp();
    const stop = onKeptElsewhere(inject(DOCUMENT).defaultView, () => this.waitForOtherTab());
    inject(DestroyRef).onDestroy(() => {
      stop();
      clearTimeout(this.timer);
      clearTimeout(this.otherTabTimer);
    });
  }

  private follow(userId: string | undefined): void {
    if (userId === this.whose) return;
    this.whose = userId;
    clearTimeout(this.timer);
    if (userId === undefined) this.preferences.end();
    else this.preferences.begin(userId);
  }

  private catchUp(): void {
    this.heard = 0;
    this.failedTries = 0;
    this.asksAgain = this.asking !== undefined;
    this.ask();
  }

  /** One request at a time: of what is chosen meanwhile the last counts. */
  private ask(): void {
    clearTimeout(this.timer);
    this.asking ??= this.askUntilSettled().finally(() => {
      this.asking = undefined;
      if (this.asksAgain) this.catchUp();
    });
  }

  private async askUntilSettled(): Promise<void> {
    const { whose } = this;
    for (let isRead = false; ;) {
      const waiting = this.preferences.waiting();
      if (isRead && !hasAny(waiting)) return;
      try {
        const answer = await this.exchange(waiting);
        if (this.whose !== whose) return;
        isRead = true;
        this.failedTries = 0;
        this.preferences.settle(waiting);
        this.take(answer);
      } catch (error) {
        if (this.whose !== whose) return;
        if (isTemporary(problemOf(error))) return this.askLater();
        if (!hasAny(waiting)) return;
        // What the server does not keep does not hold here either.
        this.preferences.settle(waiting);
      }
    }
  }

  private exchange(waiting: Values): Promise<PreferencesDto> {
    return hasAny(waiting)
      ? this.api.invoke(updatePreferences, { body: { values: waiting } })
      : this.api.invoke(getPreferences);
  }

  /** What is not confirmed by then waits here: that tab may have been closed. */
  private waitForOtherTab(): void {
    clearTimeout(this.otherTabTimer);
    this.otherTabTimer = setTimeout(() => this.preferences.takeKept(), OTHER_TAB_MS);
  }

  private take(said: PreferencesDto): void {
    if (said.version < this.heard) return;
    this.heard = said.version;
    this.preferences.take(said);
  }

  /** Without a connection the next one asks. */
  private askLater(): void {
    if (!this.socket.isOpen()) return;
    this.timer = setTimeout(() => this.ask(), backoffDelay(++this.failedTries));
  }
}

function hasAny(values: Values): boolean {
  return Object.keys(values).length > 0;
}
