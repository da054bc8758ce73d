import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Api } from '../../api/api';
import { listInbox } from '../../api/fn/mail/list-inbox';
import { listMentions } from '../../api/fn/mail/list-mentions';
import { listSaved } from '../../api/fn/mail/list-saved';
import { listSent } from '../../api/fn/mail/list-sent';
import { listTrash } from '../../api/fn/mail/list-trash';
import { type Problem, problemOf } from '../../core/problem';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { Session } from '../../core/session';
import { Confirmed } from '../confirmed';
import { ConversationStore } from '../conversations/conversation-store';
import { ReadPositions } from '../conversations/read-positions';
import { Deletions } from '../messages/deletions';
import { mineOf } from '../teams/known-teams';
import { type BoxName, keyOf, type Mail, mailAfter, type MailList } from './mail-list';

interface Page {
  readonly items: readonly Mail[];
  readonly nextCursor: string | null;
}

const NONE = { conversationId: '', seq: 0 };
/** The server ends a page early where much is hidden, even with nothing in it; so many at least are shown at once. */
const ENOUGH = 20;
const LISTS = {
  inbox: listInbox,
  mentions: listMentions,
  sent: listSent,
  saved: listSaved,
  trash: listTrash,
} as const;

/** One list of messages across conversations, loaded page by page, and read again where events do not say all. */
@Injectable()
export class MailBox {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly confirmed = inject(Confirmed);
  private readonly conversations = inject(ConversationStore);
  private readonly reads = inject(ReadPositions);
  private readonly deletions = inject(Deletions);
  private readonly list = this.confirmed.mail;
  /** Taken from the screen before the server confirmed that it is deleted. */
  private readonly deleting = signal<ReadonlySet<string>>(new Set());
  private cursor: string | null = null;
  /** Goes up with every reading: an answer to an older question is dropped. */
  private turn = 0;
  private isSettling = false;
  /** What happened while a page is on its way, which may not know of it. */
  private meanwhile: RealtimeEvent[] = [];

  private readonly loaded = computed(() => this.list.read()?.items ?? []);
  private readonly unsure = computed(() => this.list.read()?.unsure);

  /** Each read or not as its conversation is read now, here or on another device. */
  readonly items = computed(() => {
    const deleting = this.deleting();
    return this.loaded()
      .filter((mail) => !deleting.has(keyOf(mail)))
      .map((mail) => this.asRead(mail));
  });
  readonly status = signal<'loading' | 'ready' | 'failed'>('loading');
  readonly problem = signal<Problem | undefined>(undefined);
  readonly hasMore = signal(false);
  readonly isEmpty = computed(() => this.status() === 'ready' && this.items().length === 0);

  constructor() {
    const stop = this.confirmed.onApplied((event) => this.meanwhile.push(event));
    effect(() => {
      if (this.unsure() !== undefined) untracked(() => void this.settle());
    });
    inject(DestroyRef).onDestroy(() => {
      stop();
      this.list.update(() => undefined);
    });
  }

  /** Shows another list from its beginning. */
  async open(box: BoxName): Promise<void> {
    this.list.update(() => ({ box, items: [], unsure: undefined }));
    this.status.set('loading');
    await this.reload();
  }

  /** Reads the beginning again; what is on the screen stays until the answer is there, older pages stay after it. */
  async reload(): Promise<void> {
    await this.read(null, ENOUGH, ({ items, nextCursor }) => {
      const present = this.loaded();
      const last = present.findIndex((mail) => keyOf(mail) === keyOf(items.at(-1) ?? NONE));
      const older = nextCursor === null || last < 0 ? [] : present.slice(last + 1);
      this.show([...items, ...older]);
      return older.length > 0 ? this.cursor : nextCursor;
    });
  }

  /** Adds the next page. */
  async more(): Promise<void> {
    if (!this.cursor || this.status() === 'loading') return;
    this.status.set('loading');
    await this.read(this.cursor, ENOUGH, ({ items, nextCursor }) => {
      this.show(joined(this.loaded(), items));
      return nextCursor;
    });
  }

  /** Takes it out of the list and deletes it for me; puts it back and throws when that fails. */
  async delete(mail: Mail): Promise<void> {
    const key = keyOf(mail);
    this.deleting.update((keys) => new Set([...keys, key]));
    try {
      await this.deletions.deleteForMe(mail.conversationId, mail.seq);
    } finally {
      this.deleting.update((keys) => new Set([...keys].filter((one) => one !== key)));
    }
  }

  /** Takes a deletion back. */
  async restore({ conversationId, seq }: Mail): Promise<void> {
    await this.deletions.restoreForMe(conversationId, seq);
  }

  /** Moves my read position of its conversation up to it. */
  markRead({ isRead, conversationId, seq }: Mail): void {
    if (isRead) return;
    const isCovered = (mail: Mail): boolean =>
      mail.conversationId === conversationId && mail.seq <= seq && !mail.isRead;
    this.reads.read(conversationId, seq, this.items().filter(isCovered).length);
  }

  private asRead(mail: Mail): Mail {
    const { conversationId, seq, sender } = mail;
    const readSeq = this.conversations.conversation(conversationId)()?.me.lastReadSeq;
    const isMine = sender.id === this.session.me()?.id;
    const isKnown = readSeq === undefined ? mail.isRead : isMine || seq <= readSeq;
    const isRead = isKnown || seq <= this.reads.of(conversationId);
    return isRead === mail.isRead ? mail : { ...mail, isRead };
  }

  /** Reads again what events left unsure, until nothing is. */
  private async settle(): Promise<void> {
    if (this.isSettling) return;
    this.isSettling = true;
    for (let unsure = this.unsure(); unsure !== undefined; unsure = this.unsure()) {
      this.list.update((list) => list && { ...list, unsure: undefined });
      await (unsure === 'beginning' ? this.reload() : this.reloadAll());
    }
    this.isSettling = false;
  }

  private async reloadAll(): Promise<void> {
    await this.read(null, Math.max(ENOUGH, this.loaded().length), ({ items, nextCursor }) => {
      this.show(items);
      return nextCursor;
    });
  }

  /** Shows what the server says, with what happened while that was on its way. */
  private show(items: readonly Mail[]): void {
    const reader = { myId: this.session.me()?.id, myTeams: mineOf(this.confirmed.teams.read()) };
    this.list.update((list) => {
      if (!list) return list;
      const read = this.meanwhile.reduce((one: MailList, event) => mailAfter(one, event, reader), { ...list, items });
      return { ...read, unsure: list.unsure };
    });
  }

  /** `take` gets so many messages, as far as there are, and says where the next page begins. */
  private async read(cursor: string | null, enough: number, take: (page: Page) => string | null): Promise<void> {
    const turn = ++this.turn;
    this.meanwhile = [];
    this.problem.set(undefined);
    try {
      let { items, nextCursor } = await this.page(cursor);
      while (turn === this.turn && nextCursor !== null && items.length < enough) {
        const next = await this.page(nextCursor);
        items = joined(items, next.items);
        nextCursor = next.nextCursor;
      }
      if (turn !== this.turn) return;
      this.cursor = take({ items, nextCursor });
      this.hasMore.set(this.cursor !== null);
      this.status.set('ready');
    } catch (error) {
      if (turn !== this.turn) return;
      this.problem.set(problemOf(error));
      this.status.set('failed');
    }
  }

  private page(cursor: string | null): Promise<Page> {
    const box = this.list.read()?.box ?? 'inbox';
    return this.api.invoke(LISTS[box], { ...(cursor && { cursor }) });
  }
}

/** A message that moved between two pages stands only once. */
function joined(present: readonly Mail[], items: readonly Mail[]): readonly Mail[] {
  const known = new Set(present.map(keyOf));
  return [...present, ...items.filter((item) => !known.has(keyOf(item)))];
}
