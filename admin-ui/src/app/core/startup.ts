import { inject, Injectable, signal } from '@angular/core';
import { isTemporary, problemOf } from './problem';
import { ServerMeta } from './server-meta';
import { Session } from './session';

/** So long the first page waits for the server when it can also be opened from what this device keeps. */
const PATIENCE_MS = 3_000;

/** What has to be known before the first page: whether somebody is signed in, else what the server offers. */
@Injectable({ providedIn: 'root' })
export class Startup {
  private readonly session = inject(Session);
  private readonly meta = inject(ServerMeta);
  private readonly away = signal(false);

  /** True when the server could not be asked. */
  readonly isServerAway = this.away.asReadonly();

  /** Asks; can be repeated while the server is away. Who is known on this device need not wait for it. */
  async begin(): Promise<void> {
    const start = this.session.start();
    // When nobody waits for the answer any more, the connection asks again.
    start.catch(() => undefined);
    try {
      await Promise.race([start, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
      if (!(await this.session.goOnFromCopy())) await start;
      // Whoever is signed in need not wait for it: it names the organisation in the title.
      if (this.session.isSignedIn()) void this.meta.ensure().catch(() => undefined);
      else await this.meta.load();
      this.away.set(false);
    } catch (error) {
      if (!isTemporary(problemOf(error))) throw error;
      this.away.set(!(await this.session.goOnFromCopy()));
    }
  }
}
