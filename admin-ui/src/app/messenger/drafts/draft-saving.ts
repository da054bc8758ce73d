import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { deleteDraft } from '../../api/fn/drafts/delete-draft';
import { saveDraft } from '../../api/fn/drafts/save-draft';
import type { DraftDto } from '../../api/models/draft-dto';
import { isTemporary, problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { type DraftText, isEmpty } from './draft-text';

/** After the last key. */
const PAUSE_MS = 700;
/** While somebody goes on writing. */
const LONGEST_MS = 3_000;
const RETRY_MS = 10_000;

/** What is done with the drafts while they are saved. */
export interface Saved {
  /** What the server should have; undefined when it has it. */
  changed(conversationId: string): DraftText | undefined;
  /** The server has this text now; null: none. */
  confirm(conversationId: string, text: DraftText, saved: DraftDto | null): void;
  /** There is no such conversation any more. */
  forget(conversationId: string): void;
}

/** Brings drafts to the server: soon after the last key, one request for a conversation at a time, the newest text last. */
@Injectable({ providedIn: 'root' })
export class DraftSaving {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly firstKeyAt = new Map<string, number>();
  private readonly busy = new Set<string>();

  /** It changed: saves it when nothing more comes, and while more comes now and then. */
  soon(conversationId: string, drafts: Saved): void {
    const now = Date.now();
    const first = this.firstKeyAt.get(conversationId) ?? now;
    this.firstKeyAt.set(conversationId, first);
    this.later(conversationId, Math.min(PAUSE_MS, Math.max(0, first + LONGEST_MS - now)), drafts);
  }

  /** Saves it now. Where there is no network, that is done when there is one. */
  async now(conversationId: string, drafts: Saved): Promise<void> {
    clearTimeout(this.timers.get(conversationId));
    this.firstKeyAt.delete(conversationId);
    if (this.busy.has(conversationId) || !navigator.onLine || this.session.accessToken() === undefined) return;
    const text = drafts.changed(conversationId);
    if (!text) return;
    this.busy.add(conversationId);
    try {
      drafts.confirm(conversationId, text, await this.save(conversationId, text));
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status === 404) drafts.forget(conversationId);
      // What the server refuses stays here until it is changed.
      else if (isTemporary(problem)) this.later(conversationId, RETRY_MS, drafts);
      return;
    } finally {
      this.busy.delete(conversationId);
    }
    if (drafts.changed(conversationId)) this.soon(conversationId, drafts);
  }

  /** Somebody else signs in here. */
  clear(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.firstKeyAt.clear();
  }

  private later(conversationId: string, milliseconds: number, drafts: Saved): void {
    clearTimeout(this.timers.get(conversationId));
    this.timers.set(
      conversationId,
      setTimeout(() => void this.now(conversationId, drafts), milliseconds),
    );
  }

  private async save(conversationId: string, text: DraftText): Promise<DraftDto | null> {
    if (!isEmpty(text)) {
      const { body, subject, replyToSeq } = text;
      return this.api.invoke(saveDraft, { conversationId, body: { body, subject: subject || null, replyToSeq } });
    }
    await this.api.invoke(deleteDraft, { conversationId });
    return null;
  }
}
