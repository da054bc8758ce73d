import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { markRead } from '../../api/fn/conversations/mark-read';
import { listInbox } from '../../api/fn/mail/list-inbox';
import { listSent } from '../../api/fn/mail/list-sent';
import { listTrash } from '../../api/fn/mail/list-trash';
import { deleteMessage } from '../../api/fn/messages/delete-message';
import { restoreMessage } from '../../api/fn/messages/restore-message';
import type { MailDto } from '../../api/models/mail-dto';
import { type Problem, problemOf } from '../../core/problem';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { ConversationStore } from '../conversations/conversation-store';

/** Which of the three lists. */
export type BoxName = 'inbox' | 'sent' | 'trash';

/** A message of any of the lists; Sent adds how many read it, Trash until when it can come back. */
export type Mail = MailDto & {
  readonly recipients?: number | '100+';
  readonly readBy?: number | '100+';
  readonly deliveredTo?: number | '100+';
  readonly restorableUntil?: string;
};

/** Where a message stands. */
export type MailPlace = Pick<Mail, 'conversationId' | 'seq'>;

interface Page {
  readonly items: readonly Mail[];
  readonly nextCursor: string | null;
}

const NONE = { conversationId: '', seq: 0 };
/** The server ends a page early where much is hidden, even with nothing in it; so many at least are shown at once. */
const ENOUGH = 20;
const LISTS = { inbox: listInbox, sent: listSent, trash: listTrash } as const;

/** One list of messages across conversations, loaded page by page. */
@Injectable()
export class MailBox {
  private readonly api = inject(Api);
  private readonly conversations = inject(ConversationStore);
  private readonly loaded = signal<readonly Mail[]>([]);
  private cursor: string | null = null;
  private name: BoxName = 'inbox';
  /** Goes up with every opening: an answer to an older question is dropped. */
  private turn = 0;

  /** Each read or not as its conversation is read now, here or on another device. */
  readonly items = computed(() =>
    this.loaded().map((mail) => {
      const readSeq = this.conversations.conversation(mail.conversationId)()?.me.lastReadSeq;
      const isRead = readSeq === undefined ? mail.isRead : mail.seq <= readSeq;
      return isRead === mail.isRead ? mail : { ...mail, isRead };
    }),
  );
  readonly status = signal<'loading' | 'ready' | 'failed'>('loading');
  readonly problem = signal<Problem | undefined>(undefined);
  readonly hasMore = signal(false);
  readonly isEmpty = computed(() => this.status() === 'ready' && this.loaded().length === 0);

  /** Follows what happens elsewhere: what is new, changed, restored or gone. */
  follow(event: RealtimeEvent): void {
    const isTrash = this.name === 'trash';
    if (event.type === 'message.deleted') return this.drop([event.data]);
    if (event.type === 'message.created' || event.type === 'message.updated') {
      if (!isTrash) void this.reload();
    } else if (event.type === 'me.updated') {
      const { conversationId, data } = event;
      const [gone, back] = isTrash ? [data.restored, data.hidden] : [data.hidden, data.restored];
      if (gone) this.drop(gone.map((seq) => ({ conversationId, seq })));
      if (back) void this.reload();
    }
  }

  /** Shows another list from its beginning. */
  async open(name: BoxName): Promise<void> {
    this.name = name;
    this.loaded.set([]);
    this.status.set('loading');
    await this.reload();
  }

  /** Reads the first page again; what is on the screen stays until the answer is there, older pages stay after it. */
  async reload(): Promise<void> {
    await this.read(null, ENOUGH, ({ items, nextCursor }) => {
      const present = this.loaded();
      const last = present.findIndex((mail) => keyOf(mail) === keyOf(items.at(-1) ?? NONE));
      const older = nextCursor === null || last < 0 ? [] : present.slice(last + 1);
      this.loaded.set([...items, ...older]);
      return older.length > 0 ? this.cursor : nextCursor;
    });
  }

  /** Adds the next page. */
  async more(): Promise<void> {
    if (!this.cursor || this.status() === 'loading') return;
    this.status.set('loading');
    await this.read(this.cursor, this.loaded().length + ENOUGH, (page) => this.add(page));
  }

  /** Takes it out of the list and deletes it for me; puts it back and throws when that fails. */
  async delete(mail: Mail): Promise<void> {
    const before = this.loaded();
    this.drop([mail]);
    try {
      await this.api.invoke(deleteMessage, { conversationId: mail.conversationId, seq: mail.seq, for: 'me' });
    } catch (error) {
      this.loaded.set(before);
      throw error;
    }
  }

  /** Takes a deletion back. */
  async restore(mail: Mail): Promise<void> {
    await this.api.invoke(restoreMessage, { conversationId: mail.conversationId, seq: mail.seq });
    if (this.name === 'trash') this.drop([mail]);
    else await this.reload();
  }

  /** Moves my read position of its conversation up to it. */
  async markRead(mail: Mail): Promise<void> {
    if (mail.isRead) return;
    await this.api.invoke(markRead, { conversationId: mail.conversationId, body: { seq: mail.seq } });
    this.conversations.refresh(mail.conversationId);
    const isCovered = (one: Mail) => one.conversationId === mail.conversationId && one.seq <= mail.seq;
    this.loaded.update((all) => all.map((one) => (isCovered(one) ? { ...one, isRead: true } : one)));
  }

  private add({ items, nextCursor }: Page): string | null {
    this.loaded.update((present) => joined(present, items));
    return nextCursor;
  }

  /** `take` shows the first page and says where the next one begins; others follow until so many are loaded. */
  private async read(cursor: string | null, enough: number, take: (page: Page) => string | null): Promise<void> {
    const turn = ++this.turn;
    this.problem.set(undefined);
    try {
      const page = await this.page(cursor);
      if (turn !== this.turn) return;
      this.cursor = take(page);
      while (this.cursor !== null && this.loaded().length < enough) {
        const next = await this.page(this.cursor);
        if (turn !== this.turn) return;
        this.cursor = this.add(next);
      }
      this.hasMore.set(this.cursor !== null);
      this.status.set('ready');
    } catch (error) {
      if (turn !== this.turn) return;
      this.problem.set(problemOf(error));
      this.status.set('failed');
    }
  }

  private drop(mails: readonly MailPlace[]): void {
    const gone = new Set(mails.map(keyOf));
    this.loaded.update((all) => all.filter((one) => !gone.has(keyOf(one))));
  }

  private page(cursor: string | null): Promise<Page> {
    return this.api.invoke(LISTS[this.name], { ...(cursor && { cursor }) });
  }
}

/** What tells messages of a list apart. */
export function keyOf({ conversationId, seq }: MailPlace): string {
  return `${conversationId}/${seq}`;
}

/** A message that moved between two pages stands only once. */
function joined(present: readonly Mail[], items: readonly Mail[]): readonly Mail[] {
  const known = new Set(present.map(keyOf));
  return [...present, ...items.filter((item) => !known.has(keyOf(item)))];
}
