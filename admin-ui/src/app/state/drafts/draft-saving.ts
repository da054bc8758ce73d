import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { deleteComposeDraft } from '../../api/fn/drafts/delete-compose-draft';
import { deleteDraft } from '../../api/fn/drafts/delete-draft';
import { saveComposeDraft } from '../../api/fn/drafts/save-compose-draft';
import { saveDraft } from '../../api/fn/drafts/save-draft';
import type { FieldErrorDto } from '../../api/models/field-error-dto';
import type { DraftDto } from '../../api/models/draft-dto';
import { isTemporary, problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { attachmentIdsOf, type DraftText, isEmpty, type KeptDraft } from './draft-text';

/** After the last key. */
const PAUSE_MS = 700;
/** While somebody goes on writing. */
const LONGEST_MS = 3_000;
const RETRY_MS = 10_000;

/** What is done with the drafts while they are saved. */
export interface Saved {
  /** What the server should have; undefined when it has it. */
  changed(id: string): KeptDraft | undefined;
  /** The server has this text now; null: none. */
  confirm(id: string, text: DraftText, saved: DraftDto | null): void;
  /** The server does not take this text: what it names in it is not there. */
  refuse(id: string, text: DraftText, errors: readonly FieldErrorDto[]): void;
  /** There is nothing of the kind to write in any more. */
  forget(id: string): void;
}

/**
 * Brings drafts to the server: soon after the last key, one save of a draft at a time, the newest text last. A removal
 * waits for nothing: the server knows by its order that a save which arrives later is older.
 */
@Injectable({ providedIn: 'root' })
export class DraftSaving {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly firstKeyAt = new Map<string, number>();
  private readonly busy = new Set<string>();
  private lastOrder = 0;

  /** It changed: saves it when nothing more comes, and while more comes now and then. */
  soon(id: string, drafts: Saved): void {
    const now = Date.now();
    const first = this.firstKeyAt.get(id) ?? now;
    this.firstKeyAt.set(id, first);
    this.later(id, Math.min(PAUSE_MS, Math.max(0, first + LONGEST_MS - now)), drafts);
  }

  /** Saves it now. Where there is no network, that is done when there is one. */
  async now(id: string, drafts: Saved): Promise<void> {
    clearTimeout(this.timers.get(id));
    this.firstKeyAt.delete(id);
    const draft = drafts.changed(id);
    if (!draft || this.session.accessToken() === undefined) return;
    const isRemoval = isEmpty(draft.text);
    if (this.busy.has(id) && !isRemoval) return;
    if (!isRemoval) this.busy.add(id);
    try {
      drafts.confirm(id, draft.text, isRemoval ? await this.remove(draft) : await this.save(draft));
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status === 404) drafts.forget(id);
      else if (isTemporary(problem)) this.later(id, RETRY_MS, drafts);
      // What else the server refuses stays here until it is changed.
      else drafts.refuse(id, draft.text, problem.errors);
      return;
    } finally {
      if (!isRemoval) this.busy.delete(id);
    }
    if (drafts.changed(id)) this.soon(id, drafts);
  }

  /** Somebody else signs in here. */
  clear(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.firstKeyAt.clear();
  }

  private later(id: string, milliseconds: number, drafts: Saved): void {
    clearTimeout(this.timers.get(id));
    this.timers.set(
      id,
      setTimeout(() => void this.now(id, drafts), milliseconds),
    );
  }

  private save({ id, isNewMessage, text, knownFiles = [] }: KeptDraft): Promise<DraftDto> {
    const { body, replyToSeq, address } = text;
    const attachmentIds = attachmentIdsOf(text);
    const files = { attachmentIds, knownAttachmentIds: [...knownFiles] };
    const shared = { body, subject: text.subject || null, ...files, order: this.nextOrder() };
    if (!isNewMessage) return this.api.invoke(saveDraft, { conversationId: id, body: { ...shared, replyToSeq } });
    const to = (address?.to ?? []).map((recipient) => recipient.id);
    return this.api.invoke(saveComposeDraft, { id, body: { ...shared, to, separate: address?.isSeparate ?? false } });
  }

  private async remove({ id, isNewMessage, version }: KeptDraft): Promise<null> {
    const order = this.nextOrder();
    if (isNewMessage) await this.api.invoke(deleteComposeDraft, { id, order, version });
    else await this.api.invoke(deleteDraft, { conversationId: id, order, version });
    return null;
  }

  /** Also rises from visit to visit, and from tab to tab, which share a session. */
  private nextOrder(): number {
    this.lastOrder = Math.max(Date.now(), this.lastOrder + 1);
    return this.lastOrder;
  }
}
