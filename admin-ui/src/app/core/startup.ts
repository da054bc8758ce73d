import { inject, Injectable, signal } from '@angular/core';
import { isTemporary, problemOf } from './problem';
import { ServerMeta } from './server-meta';
import { Session } from './session';

/** What has to be known before the first page: whether somebody is signed in, else what the server offers. */
@Injectable({ providedIn: 'root' })
export class Startup {
  private readonly session = inject(Session);
  private readonly meta = inject(ServerMeta);
  private readonly away = signal(false);

  /** True when the server could not be asked. */
  readonly isServerAway = this.away.asReadonly();

  /** Asks; can be repeated while the server is away. */
  async begin(): Promise<void> {
    try {
      await this.session.start();
      if (!this.session.isSignedIn()) await this.meta.load();
      this.away.set(false);
    } catch (error) {
      if (!isTemporary(problemOf(error))) throw error;
      this.away.set(true);
    }
  }
}
