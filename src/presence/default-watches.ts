import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ConversationsService } from '../messages/conversations/conversations.service.js';
import { Pulse } from '../core/pulse/pulse.js';
import { PresenceNews, type Watcher } from './presence-news.js';
import { PresenceTiming } from './presence-timing.js';

/** Partners of this many direct conversations, the newest. */
const PARTNERS = 20;
/** People whose partners are looked up with one statement. */
const AT_ONCE = 200;

/**
 * Whom a connection watches as long as it has not said so itself: those its person talked with last. Looked up for all
 * connections of a second together; a client that says at once whom it sees costs nothing.
 */
@Injectable()
export class DefaultWatches implements OnModuleDestroy {
  private readonly waiting = new Set<Watcher>();
  private readonly pulse: Pulse;

  constructor(
    private readonly conversations: ConversationsService,
    private readonly news: PresenceNews,
    timing: PresenceTiming,
  ) {
    this.pulse = new Pulse(
      () => this.begin(),
      () => timing.batchEveryMs,
    );
  }

  onModuleDestroy(): void {
    this.pulse.stop();
  }

  /** The watcher is told who of its partners is there, and from then on what changes. */
  give(watcher: Watcher): void {
    this.waiting.add(watcher);
    this.pulse.want();
  }

  /** It is gone, or has said itself whom it watches. */
  withdraw(watcher: Watcher): void {
    this.waiting.delete(watcher);
  }

  /** Who comes while it looks is looked up with those of the next second. */
  private async begin(): Promise<void> {
    const all = [...this.waiting];
    for (let from = 0; from < all.length; from += AT_ONCE) await this.lookUp(all.slice(from, from + AT_ONCE));
  }

  private async lookUp(watchers: readonly Watcher[]): Promise<void> {
    const userIds = [...new Set(watchers.map(({ userId }) => userId))];
    const partners = await this.conversations.newestPartners(userIds, PARTNERS);
    for (const watcher of watchers) {
      // Withdrawn while it was looked up.
      if (!this.waiting.delete(watcher)) continue;
      this.news.watch(watcher, partners.get(watcher.userId) ?? [], 'offline');
    }
  }
}
