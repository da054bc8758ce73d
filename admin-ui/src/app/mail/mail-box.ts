import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../api/api';
import { markRead } from '../api/fn/conversations/mark-read';
import { listInbox } from '../api/fn/mail/list-inbox';
import { listSent } from '../api/fn/mail/list-sent';
import { listTrash } from '../api/fn/mail/list-trash';
import { deleteMessage } from '../api/fn/messages/delete-message';
import { restoreMessage } from '../api/fn/messages/restore-message';
import { type Problem, problemOf } from '../core/problem';
import type { MailDto } from '../api/models/mail-dto';

/** Which of the three lists. */
export type BoxName = 'inbox' | 'sent' | 'trash';

/** A message of any of the lists; Sent adds how many read it, Trash until when it can come back. */
export type Mail = MailDto & {
  readonly recipients?: number | '100+';
  readonly readBy?: number | '100+';
  readonly deliveredTo?: number | '100+';
  readonly restorableUntil?: string;
};

interface Page {
  readonly items: readonly Mail[];
  readonly nextCursor: string | null;
}

const NONE = { conversationId: '', seq: 0 };
const LISTS = { inbox: listInbox, sent: listSent, trash: listTrash } as const;

/** One list of messages across conversations, loaded page by page. */
@Injectable()
export class MailBox {
  private readonly api = inject(Api);
  private readonly loaded = signal<readonly Mail[]>([]);
  private cursor: string | null = null;
  private name: BoxName = 'inbox';
  /** Goes up with every opening: an answer to an older question is dropped. */
  private turn = 0;

  readonly items = this.loaded.asReadonly();
  readonly status = signal<'loading' | 'ready' | 'failed'>('loading');
  readonly problem = signal<Problem | undefined>(undefined);
  readonly hasMore = signal(false);
  readonly isEmpty = computed(() => this.status() === 'ready' && this.loaded().length === 0);

  /** Shows another list from its beginning. */
  async open(name: BoxName): Promise<void> {
    this.name = name;
    this.loaded.set([]);
    this.status.set('loading');
    await this.reload();
  }

  /** Reads the first page again; what is on the screen stays until the answer is there, older pages stay after it. */
  async reload(): Promise<void> {
    await this.read(undefined, ({ items, nextCursor }) => {
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
    await this.read(this.cursor, ({ items, nextCursor }) => {
      this.loaded.update((present) => joined(present, items));
      return nextCursor;
    });
  }

  /** Takes it out of the list and deletes it for me; puts it back and throws when that fails. */
  async delete(mail: Mail): Promise<void> {
    const before = this.loaded();
    this.remove(mail);
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
    if (this.name === 'trash') this.remove(mail);
    else await this.reload();
  }

  /** Moves my read position of its conversation up to it. */
  async markRead(mail: Mail): Promise<void> {
    if (mail.isRead) return;
    await this.api.invoke(markRead, { conversationId: mail.conversationId, body: { seq: mail.seq } });
    const isCovered = (one: Mail) => one.conversationId === mail.conversationId && one.seq <= mail.seq;
    this.loaded.update((all) => all.map((one) => (isCovered(one) ? { ...one, isRead: true } : one)));
  }

  /** `take` shows the page and says where the next one begins. */
  private async read(cursor: string | undefined, take: (page: Page) => string | null): Promise<void> {
    const turn = ++this.turn;
    this.problem.set(undefined);
    try {
      const page = await this.api.invoke(LISTS[this.name], { ...(cursor && { cursor }) });
      if (turn !== this.turn) return;
      this.cursor = take(page);
      this.hasMore.set(this.cursor !== null);
      this.status.set('ready');
    } catch (error) {
      if (turn !== this.turn) return;
      this.problem.set(problemOf(error));
      this.status.set('failed');
    }
  }

  private remove(mail: Mail): void {
    this.loaded.update((all) => all.filter((one) => keyOf(one) !== keyOf(mail)));
  }
}

/** What tells messages of a list apart. */
export function keyOf({ conversationId, seq }: Pick<Mail, 'conversationId' | 'seq'>): string {
  return `${conversationId}/${seq}`;
}

/** A message that moved between two pages stands only once. */
function joined(present: readonly Mail[], items: readonly Mail[]): readonly Mail[] {
  const known = new Set(present.map(keyOf));
  return [...present, ...items.filter((item) => !known.has(keyOf(item)))];
}
