import { inject, Injectable } from '@angular/core';
import { Api } from '../api/api';
import { updateConversationState } from '../api/fn/conversations/update-conversation-state';
import { problemOf } from '../core/problem';
import { t } from '../core/words/words';
import { ConversationStore } from '../state/conversations/conversation-store';
import { MailBox } from '../state/mail/mail-box';
import type { Mail } from '../state/mail/mail-list';
import { Saved } from '../state/saved/saved';
import { Toasts } from '../ui/toast.service';

/** So many requests are on their way at once: the server works on four of one person. */
const AT_ONCE = 3;

/** What is done with many messages of a list at once. Each says what came of it, and never rejects. */
@Injectable()
export class BulkActs {
  private readonly api = inject(Api);
  private readonly mails = inject(MailBox);
  private readonly saved = inject(Saved);
  private readonly store = inject(ConversationStore);
  private readonly toasts = inject(Toasts);

  /** Up to the newest of each conversation. */
  markRead(mails: readonly Mail[]): void {
    for (const mail of [...mails].sort((a, b) => b.seq - a.seq)) this.mails.markRead(mail);
  }

  /** For me alone; a toast takes it back. */
  async delete(mails: readonly Mail[]): Promise<void> {
    const { done, problem } = await each(mails, (mail) => this.mails.delete(mail));
    this.say(
      done,
      problem,
      (count) => t('bulk.deleted', { count }),
      () => this.restore(done),
    );
  }

  /** Out of the trash. */
  async restore(mails: readonly Mail[]): Promise<void> {
    const { done, problem } = await each(mails, (mail) => this.mails.restore(mail));
    this.say(done, problem, (count) => t('bulk.restored', { count }));
  }

  /** Out of what I saved. */
  async unsave(mails: readonly Mail[]): Promise<void> {
    await each(mails, (mail) => this.saved.remove(mail, { remindAt: mail.remindAt ?? null }));
  }

  /** The chats of these messages; a toast takes it back. */
  async archive(mails: readonly Mail[]): Promise<void> {
    const chats = [...new Set(mails.map(({ conversationId }) => conversationId))];
    const set = (archived: boolean) => (conversationId: string) => this.setArchived(conversationId, archived);
    const { done, problem } = await each(chats, set(true));
    this.say(
      done,
      problem,
      (count) => t('bulk.archived', { count }),
      async () => void (await each(done, set(false))),
    );
  }

  private async setArchived(conversationId: string, archived: boolean): Promise<void> {
    const me = await this.api.invoke(updateConversationState, { conversationId, body: { archived } });
    this.store.applyMyState(conversationId, me);
  }

  private say(
    done: readonly unknown[],
    problem: string | undefined,
    words: (count: number) => string,
    undo?: () => Promise<void>,
  ): void {
    if (problem !== undefined) this.toasts.showError(t('bulk.notAll', { reason: problem }));
    if (done.length === 0) return;
    const action = undo && { action: { label: t('action.undo'), run: () => void undo() } };
    this.toasts.show({ text: words(done.length), ...action });
  }
}

/** A few at a time; which of them succeeded, and why the first of the others did not. */
async function each<T>(all: readonly T[], act: (one: T) => Promise<unknown>) {
  const done: T[] = [];
  let problem: string | undefined;
  const waiting = [...all];
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      try {
        await act(one);
        done.push(one);
      } catch (error) {
        problem ??= problemOf(error).detail;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { done, problem };
}
