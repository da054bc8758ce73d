import { computed, DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { listDrafts } from '../../api/fn/drafts/list-drafts';
import type { ConversationRefDto } from '../../api/models/conversation-ref-dto';
import type { DraftDto } from '../../api/models/draft-dto';
import type { ListedDraftDto } from '../../api/models/listed-draft-dto';
import { LocalDatabase } from '../../core/local-database';
import { problemOf, type Problem } from '../../core/problem';
import { type DraftText, isEmpty, isKeptDraft, isSame, type KeptDraft, NOTHING } from './draft-text';
import { DraftSaving, type Saved } from './draft-saving';

/** So long after a key, nothing is put in place of what is being written. */
const HANDS_ON_MS = 5_000;
const WRITTEN_AFTER_MS = 150;
const PAGE_SIZE = 100;

/**
 * What somebody began to write in each conversation, the same on all their devices: in memory with each key, on this
 * device soon after, on the server a moment after the last key. What changed here and is not saved wins; else the newest.
 */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly api = inject(Api);
  private readonly local = inject(LocalDatabase);
  private readonly saving = inject(DraftSaving);
  private readonly kept = signal<ReadonlyMap<string, KeptDraft>>(new Map());
  private readonly unwritten = new Set<string>();
  private writeTimer: ReturnType<typeof setTimeout> | undefined;
  /** Where the cursor is, and when a key was pressed there last. */
  private hands: { readonly conversationId: string; at: number } | undefined;
  private handsTimer: ReturnType<typeof setTimeout> | undefined;
  /** What came from another device while somebody was writing here. */
  private held:
    { readonly conversationId: string; readonly version: number; readonly draft: DraftDto | null } | undefined;
  private whose: string | undefined;

  readonly status = signal<'loading' | 'ready' | 'failed'>('loading');
  readonly problem = signal<Problem | undefined>(undefined);
  /** Those that say something, the newest first. */
  readonly list = computed(() =>
    [...this.kept().values()]
      .filter(({ text }) => !isEmpty(text))
      .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt)),
  );

  private readonly saved: Saved = {
    changed: (id) => {
      const draft = this.kept().get(id);
      return draft?.isChanged ? draft.text : undefined;
    },
    confirm: (id, text, saved) => this.confirm(id, text, saved),
    forget: (id) => this.forget(id),
  };

  constructor() {
    const document = inject(DOCUMENT);
    const save = (): void => {
      if (document.visibilityState === 'hidden') this.saveNow();
    };
    document.addEventListener('visibilitychange', save);
    inject(DestroyRef).onDestroy(() => document.removeEventListener('visibilitychange', save));
  }

  of(conversationId: string): DraftText {
    return this.kept().get(conversationId)?.text ?? NOTHING;
  }

  /** This is what is written there now. */
  keep(conversationId: string, text: DraftText): void {
    const before = this.kept().get(conversationId);
    if (before && isSame(before.text, text)) return;
    if (this.hands?.conversationId === conversationId) this.hands.at = Date.now();
    // A draft that said nothing and still does is nobody else's business.
    const isNews = !isEmpty(text) || (before !== undefined && !isEmpty(before.text));
    const isChanged = isNews || (before?.isChanged ?? false);
    this.put({ ...(before ?? fresh(conversationId)), text, updatedAt: new Date().toISOString(), isChanged });
    if (isNews) this.saving.soon(conversationId, this.saved);
  }

  /** It is sent or not wanted any more; on all devices, as soon as possible. */
  drop(conversationId: string): void {
    this.keep(conversationId, NOTHING);
    void this.saving.now(conversationId, this.saved);
  }

  /** The cursor is where this conversation is written to; undefined: nowhere. */
  holdHands(conversationId: string | undefined): void {
    this.hands = conversationId === undefined ? undefined : { conversationId, at: 0 };
    if (this.held && this.held.conversationId !== conversationId) this.takeHeld();
  }

  /** Another device, or this one, changed it. What is older than what is here is ignored. */
  receive(conversationId: string, version: number, draft: DraftDto | null, conversation?: ConversationRefDto): void {
    const here = this.kept().get(conversationId) ?? fresh(conversationId);
    const known = { ...here, ...(conversation && { conversation }) };
    if (version <= here.version) {
      if (conversation && !here.conversation) this.put(known);
    } else if (here.isChanged || isSame(here.text, textOf(draft))) {
      this.put({ ...known, version });
    } else if (this.isBeingWritten(conversationId)) {
      this.put({ ...known, version });
      this.held = { conversationId, version, draft };
      this.lookAtHands();
    } else {
      this.put({ ...known, version, text: textOf(draft), updatedAt: draft?.updatedAt ?? here.updatedAt });
    }
  }

  /** Shows what this device kept for this person, where nothing newer is known. */
  async resume(userId: string): Promise<void> {
    this.whose = userId;
    const kept = await this.local.all('drafts', isKeptDraft);
    if (this.whose !== userId) return;
    this.kept.update((all) => new Map([...kept.map((one) => [one.conversationId, one] as const), ...all]));
  }

  /** A connection stands: saves what changed here, and reads what changed elsewhere. */
  async catchUp(): Promise<void> {
    for (const { conversationId, isChanged } of this.kept().values())
      if (isChanged) void this.saving.now(conversationId, this.saved);
    await this.load();
  }

  /** Reads all of them from the server. */
  async load(): Promise<void> {
    if (this.status() === 'failed') this.status.set('loading');
    const before = this.kept();
    const { whose } = this;
    try {
      const listed = await this.all();
      if (whose !== this.whose) return;
      for (const { conversation, ...draft } of listed)
        this.receive(conversation.id, draft.version, draft, conversation);
      const ids = new Set(listed.map(({ conversation }) => conversation.id));
      // What was not touched meanwhile and is not there any more was sent or thrown away elsewhere.
      for (const [id, draft] of before)
        if (!ids.has(id) && !draft.isChanged && this.kept().get(id) === draft) this.put({ ...draft, text: NOTHING });
      this.problem.set(undefined);
      this.status.set('ready');
    } catch (error) {
      this.problem.set(problemOf(error));
      this.status.set('failed');
    }
  }

  /** I may not write there any more. */
  forget(conversationId: string): void {
    this.kept.update((all) => new Map([...all].filter(([id]) => id !== conversationId)));
    void this.local.write([{ store: 'drafts', key: conversationId }]);
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.whose = undefined;
    clearTimeout(this.writeTimer);
    clearTimeout(this.handsTimer);
    this.unwritten.clear();
    this.held = undefined;
    this.saving.clear();
    this.kept.set(new Map());
    this.status.set('loading');
  }

  private async all(): Promise<ListedDraftDto[]> {
    const listed: ListedDraftDto[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: ListedDraftDto[]; nextCursor: string | null } = await this.api.invoke(listDrafts, {
        limit: PAGE_SIZE,
        ...(cursor && { cursor }),
      });
      listed.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return listed;
  }

  private confirm(conversationId: string, text: DraftText, saved: DraftDto | null): void {
    const here = this.kept().get(conversationId);
    if (!here) return;
    const isChanged = here.text !== text;
    this.put({ ...here, isChanged, version: Math.max(here.version, saved?.version ?? 0) });
  }

  private put(draft: KeptDraft): void {
    this.kept.update((all) => new Map(all).set(draft.conversationId, draft));
    this.unwritten.add(draft.conversationId);
    this.writeTimer ??= setTimeout(() => this.write(), WRITTEN_AFTER_MS);
  }

  private write(): void {
    clearTimeout(this.writeTimer);
    this.writeTimer = undefined;
    const changes = [...this.unwritten].map((key) => {
      const value = this.kept().get(key);
      const isWorthIt = value && (value.isChanged || !isEmpty(value.text));
      return { store: 'drafts' as const, key, ...(isWorthIt && { value }) };
    });
    this.unwritten.clear();
    void this.local.write(changes);
  }

  private saveNow(): void {
    this.write();
    for (const { conversationId, isChanged } of this.kept().values())
      if (isChanged) void this.saving.now(conversationId, this.saved);
  }

  private isBeingWritten(conversationId: string): boolean {
    const { hands } = this;
    return hands?.conversationId === conversationId && Date.now() - hands.at < HANDS_ON_MS;
  }

  /** When the hands rest, what another device wrote takes its place; when they went on, what they wrote did win. */
  private lookAtHands(): void {
    clearTimeout(this.handsTimer);
    const wait = (this.hands?.at ?? 0) + HANDS_ON_MS - Date.now();
    this.handsTimer = setTimeout(
      () => {
        if (!this.held) return;
        if (this.isBeingWritten(this.held.conversationId)) this.lookAtHands();
        else this.takeHeld();
      },
      Math.max(0, wait),
    );
  }

  private takeHeld(): void {
    const { held } = this;
    this.held = undefined;
    const here = held && this.kept().get(held.conversationId);
    if (!held || !here || here.isChanged || here.version !== held.version) return;
    this.put({ ...here, text: textOf(held.draft), updatedAt: held.draft?.updatedAt ?? here.updatedAt });
  }
}

function fresh(conversationId: string): KeptDraft {
  return { conversationId, text: NOTHING, version: 0, updatedAt: new Date().toISOString(), isChanged: false };
}

function textOf(draft: DraftDto | null): DraftText {
  return draft ? { body: draft.body, subject: draft.subject ?? '', replyToSeq: draft.replyToSeq } : NOTHING;
}
