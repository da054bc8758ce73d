import { DOCUMENT, effect, inject, Injectable } from '@angular/core';
import { Link } from '../../core/realtime/link';
import { ConversationStore } from '../conversations/conversation-store';
import { Freshness } from '../sync/freshness';

/** As the server names them: one for each conversation. */
const tagOf = (conversationId: string): string => `c:${conversationId}`;

/** Takes away the notifications of this device about what has been read, here or elsewhere. Injecting it is enough. */
@Injectable({ providedIn: 'root' })
export class ReadElsewhere {
  private readonly workers = inject(DOCUMENT).defaultView?.navigator.serviceWorker;
  /** Those that were read when it was looked last, since this page is current. */
  private read: ReadonlySet<string> = new Set();

  constructor() {
    const [store, freshness, link] = [inject(ConversationStore), inject(Freshness), inject(Link)];
    effect(() => {
      const all = store.all();
      // What this device kept may say that something is read of which a notification knows better.
      if (link.isCatchingUp() || !freshness.isCurrent) return void (this.read = new Set());
      const read = new Set(all.filter(({ unreadCount }) => unreadCount === 0).map(({ id }) => tagOf(id)));
      const newly = new Set([...read].filter((tag) => !this.read.has(tag)));
      this.read = read;
      if (newly.size > 0) void this.close(newly);
    });
  }

  private async close(tags: ReadonlySet<string>): Promise<void> {
    try {
      const worker = await this.workers?.getRegistration();
      for (const shown of (await worker?.getNotifications()) ?? []) if (tags.has(shown.tag)) shown.close();
    } catch {
      // The browser refuses workers here: then it shows nothing either.
    }
  }
}
