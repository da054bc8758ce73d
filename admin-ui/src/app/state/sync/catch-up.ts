import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { sync } from '../../api/fn/messages/sync';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MessageDto } from '../../api/models/message-dto';
import type { SyncDto } from '../../api/models/sync-dto';
import type { SyncPageDto } from '../../api/models/sync-page-dto';
import type { SyncedChangesDto } from '../../api/models/synced-changes-dto';
import type { SyncedConversationDto } from '../../api/models/synced-conversation-dto';
import { problemOf } from '../../core/problem';
import { ServerLife } from '../../core/server-life';
import { Session } from '../../core/session';
import { Drafts } from '../drafts/drafts';
import { Confirmed } from '../confirmed';
import { ConversationStore } from '../conversations/conversation-store';
import { Freshness } from './freshness';
import { doubtedMail } from '../mail/mail-list';
import { leftEvent, messageEvent, subjectEvent } from '../messages/answers-as-events';
import { isReceived } from '../messages/held-message';
import { doubtedPins } from '../messages/pin-list';
import { MessageFeeds } from '../messages/message-feeds';
import { doubtedSaved } from '../saved/saved-places';
import { doubtedScheduled } from '../scheduled/scheduled-list';
import { OfflineCopy } from './offline-copy';
import { Outbox } from '../outbox/outbox';

/** The server reads no more names of conversations at once. */
const MOST_KNOWN = 2_000;
const PAGE_SIZE = 50;

/** Asks the server for everything that was missed, whatever it was, and hands it to those it concerns. */
@Injectable({ providedIn: 'root' })
export class CatchUp {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly confirmed = inject(Confirmed);
  private readonly store = inject(ConversationStore);
  private readonly feeds = inject(MessageFeeds);
  private readonly outbox = inject(Outbox);
  private readonly drafts = inject(Drafts);
  private readonly copy = inject(OfflineCopy);
  private readonly freshness = inject(Freshness);
  private readonly life = inject(ServerLife);
  /** The conversations as they were when nothing had been missed yet. */
  private complete = new Map<string, ConversationDto>();

  /** From now on something may be missed: what comes in meanwhile, as by sending, does not make it complete. */
  remember(): void {
    for (const conversation of this.store.all())
      if (!this.complete.has(conversation.id)) this.complete.set(conversation.id, conversation);
  }

  /**
   * How many messages of others it brought; undefined when the server was put back to an earlier state, and everything is
   * to begin anew. Throws when the server could not be asked to the end.
   */
  async run(): Promise<number | undefined> {
    const known = this.known();
    const moved = new Set<string>();
    let news = 0;
    let cursor: string | null = null;
    let epoch: string | undefined;
    do {
      const page: SyncPageDto = await this.api.invoke(sync, {
        body: { ...known, limit: PAGE_SIZE, ...(cursor && { cursor }) },
      });
      if (page.reset) return undefined;
      epoch ??= page.epoch;
      for (const id of page.removed) this.forget(id);
      for (const item of page.items) {
        moved.add(item.conversation.id);
        news += await this.take(item);
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
    const isUnmoved = (id: string): boolean => id in known.known && !moved.has(id);
    for (const feed of this.feeds.all()) {
      if (isUnmoved(feed.conversationId)) feed.noteCurrent();
      // What could not be asked without a connection.
      void feed.complete();
    }
    this.store.complete();
    this.confirmed.mail.update(doubtedMail);
    this.confirmed.pins.update(doubtedPins);
    this.confirmed.saved.update(doubtedSaved);
    this.confirmed.scheduled.update(doubtedScheduled);
    this.complete.clear();
    if (epoch !== undefined) this.life.note(epoch);
    return news;
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.complete.clear();
  }

  /** I may not read it any more. */
  forget(conversationId: string, how: { readonly isDeleted?: boolean } = {}): void {
    const known = this.store.conversation(conversationId)();
    this.store.forget(conversationId);
    this.feeds.forget(conversationId);
    this.confirmed.apply(leftEvent(conversationId, this.session.me()?.id ?? '', how));
    // Its name is all that a draft keeps of it.
    this.drafts.forget(
      conversationId,
      known && {
        id: known.id,
        kind: known.kind,
        subject: known.subject,
        // Whoever is not in the group may not see it any more.
        pictureUrl: null,
        other: null,
      },
    );
  }

  private known(): Pick<SyncDto, 'known' | 'meRevs' | 'since' | 'epoch'> & { readonly known: Record<string, number> } {
    const newest = [...this.store.all()].sort((a, b) => activityOf(b).localeCompare(activityOf(a)));
    const all = newest.slice(0, MOST_KNOWN).map((one) => this.complete.get(one.id) ?? one);
    // What the log shows may be older than what the list says.
    const revOf = ({ id, lastRev }: ConversationDto): number =>
      Math.min(lastRev, this.feeds.peek(id)?.knownRev ?? lastRev);
    return {
      known: Object.fromEntries(all.map((one) => [one.id, revOf(one)])),
      meRevs: Object.fromEntries(all.map(({ id, me }) => [id, me.rev])),
      since: this.freshness.missedSince(),
      ...(this.life.epoch !== undefined && { epoch: this.life.epoch }),
    };
  }

  private async take({ conversation, changes, state }: SyncedConversationDto): Promise<number> {
    const before = this.complete.get(conversation.id) ?? this.store.conversation(conversation.id)();
    // My state begins anew with a membership: I was away from the group, and what I saw then is not mine any more.
    if (state && before && state.rev < before.me.rev) this.forget(conversation.id);
    const feed = this.feeds.peek(conversation.id);
    this.store.put([conversation]);
    for (const message of changes?.items ?? []) {
      this.confirm(message);
      this.confirmed.apply(messageEvent(message));
    }
    for (const subject of changes?.subjects ?? []) this.confirmed.apply(subjectEvent(conversation.id, subject));
    if (state) this.copy.strike(conversation.id, state);
    try {
      if (changes) await feed?.take(changes);
      if (state) await feed?.reconcileHidden(state, conversation.lastSeq);
    } catch (error) {
      // The connection broke again; what is missing is fetched when somebody looks there.
      problemOf(error);
    }
    return this.countNew(before, conversation, changes);
  }

  /** An answer that was lost does not make a message unsent. */
  private confirm({ sender, clientId }: MessageDto): void {
    if (sender.id === this.session.me()?.id) this.outbox.confirm(clientId);
  }

  /** The changes may be cut off; what lies behind them is counted by its places, whosever it is. */
  private countNew(before: ConversationDto | undefined, now: ConversationDto, changes?: SyncedChangesDto): number {
    if (!before) return now.unreadCount;
    const mine = this.session.me()?.id;
    const fresh = changes?.items.filter(({ seq }) => seq > before.lastSeq) ?? [];
    const lastSeq = Math.max(before.lastSeq, ...fresh.map(({ seq }) => seq));
    const cutOff = changes?.hasMore ? Math.max(0, now.lastSeq - lastSeq) : 0;
    return fresh.filter((message) => isReceived(message, mine)).length + cutOff;
  }
}

function activityOf({ lastMessage, createdAt }: ConversationDto): string {
  return lastMessage?.createdAt ?? createdAt;
}
