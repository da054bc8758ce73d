import { inject, Injectable } from '@angular/core';
import { Api } from '../api/api';
import { getMe } from '../api/fn/people/get-me';
import { problemOf } from './problem';
import { RealtimeSocket } from './realtime/realtime-socket';
import { Session } from './session';

/**
 * Keeps the account of whoever is here as it is: what they changed on another device, and what others let them do. Injecting
 * it is enough.
 */
@Injectable({ providedIn: 'root' })
export class OwnAccount {
  private readonly api = inject(Api);
  private readonly session = inject(Session);

  constructor() {
    inject(RealtimeSocket).onEvent((event) => {
      if (event.type === 'user.updated' && event.data.id === this.session.me()?.id) void this.learn();
    });
  }

  /** Without an answer the next token says it. */
  private async learn(): Promise<void> {
    try {
      const me = await this.api.invoke(getMe);
      if (me.id === this.session.me()?.id) this.session.know(me);
    } catch (error) {
      problemOf(error);
    }
  }
}
