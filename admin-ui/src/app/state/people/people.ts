import { inject, Injectable, signal, untracked } from '@angular/core';
import { Api } from '../../api/api';
import { getUser } from '../../api/fn/people/get-user';
import type { PersonDto } from '../../api/models/person-dto';
import { problemOf } from '../../core/problem';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Confirmed } from '../confirmed';
import { cardOf } from '../messages/held-message';

/** What people say of themselves, asked for once each and kept current by what the server tells. */
@Injectable({ providedIn: 'root' })
export class People {
  private readonly api = inject(Api);
  private readonly known = signal<ReadonlyMap<string, PersonDto>>(new Map());
  private readonly asked = new Set<string>();
  private readonly confirmed = inject(Confirmed);
  private readonly connection = signal(0);

  constructor() {
    const socket = inject(RealtimeSocket);
    socket.onEvent((event) => {
      if (event.type !== 'user.updated') return;
      const person = this.known().get(event.data.id);
      if (person) this.keep({ ...person, ...event.data });
    });
    // What was told in between was missed.
    socket.onOpen(() => {
      this.asked.clear();
      this.connection.update((count) => count + 1);
    });
  }

  /** Somebody, undefined until the answer of `ask` is there. */
  of(userId: string): PersonDto | undefined {
    return this.known().get(userId);
  }

  /** Asks the server for somebody, unless it was asked on this connection; in an effect, again on the next one. */
  ask(userId: string): void {
    this.connection();
    untracked(() => this.askOnce(userId));
  }

  /** Who asks for somebody next gets what they say now; until then, what is known stays. */
  forgetAsked(userId: string): void {
    this.asked.delete(userId);
  }

  private askOnce(userId: string): void {
    if (this.asked.has(userId)) return;
    this.asked.add(userId);
    this.api.invoke(getUser, { id: userId }).then(
      (person) => this.take(person),
      (error: unknown) => {
        // Without an answer there is nothing to show; the next one who needs it asks again.
        problemOf(error);
        this.asked.delete(userId);
      },
    );
  }

  /** A name that changed while nobody told of it is the new one everywhere. */
  private take(person: PersonDto): void {
    this.keep(person);
    const data = { ...cardOf(person), status: person.status };
    this.confirmed.apply({ type: 'user.updated', conversationId: null, rev: null, at: '', data });
  }

  private keep(person: PersonDto): void {
    this.known.update((known) => new Map(known).set(person.id, person));
  }
}
