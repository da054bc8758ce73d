import { computed, DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { listDrafts } from '../../api/fn/drafts/list-drafts';
import type { ConversationRefDto } from '../../api/models/conversation-ref-dto';
import type { DraftDto } from '../../api/models/draft-dto';
import type { ListedDraftDto } from '../../api/models/listed-draft-dto';
import { derivedId } from '../../core/derived-id';
import { LocalDatabase } from '../../core/local-database';
import { problemOf, type Problem } from '../../core/problem';
import { randomId } from '../../core/random-id';
import { serverNow } from '../../core/server-clock';
import {
  attachmentIdsOf,
  type DraftText,
  isEmpty,
  isKeptDraft,
  isSame,
  type KeptDraft,
  NOTHING,
  withFiles,
  writtenSince,
} from './draft-text';
import type { FieldErrorDto } from '../../api/models/field-error-dto';
import { Toasts } from '../../ui/toast.service';
import { lostFiles, lostWords } from '../uploads/lost-files';
import type { DraftFile } from '../uploads/outgoing-file';
import { Uploads } from '../uploads/uploads';
import { backedUpDrafts, backUpDrafts } from './draft-backup';
import { idsOf, knownAfter, mergedWith } from './draft-merging';
import { type DraftNews, filesIn, newsOfListed } from './draft-news';
import { DraftSaving, type Saved } from './draft-saving';
import { WritingHands } from './writing-hands';

const WRITTEN_AFTER_MS = 150;
const PAGE_SIZE = 100;

/**
 * What somebody began to write in each conversation and as new messages, the same on all their devices: in memory with each key, on this
 * device soon after, on the server a moment after the last key. What changed here and is not saved wins; else the newest. Of
 * files both count.
 */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly api = inject(Api);
  private readonly local = inject(LocalDatabase);
  private readonly saving = inject(DraftSaving);
  private readonly hands = inject(WritingHands);
  private readonly uploads = inject(Uploads);
  private readonly toasts = inject(Toasts);
  private readonly kept = signal<ReadonlyMap<string, KeptDraft>>(new Map());
  private readonly unwritten = new Set<string>();
  /** Removed here while another device went on. */
  private readonly newerThanRemoved = new Set<string>();
  /** By draft, the last try to write it into the device's database that is not known to have come through. */
  private readonly beingWritten = new Map<string, Promise<void>>();
  private writeTimer: ReturnType<typeof setTimeout> | undefined;
  private whose: string | undefined;
  /** What this device kept is read: before that, files alone are no draft. */
  private isRead = false;

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
      return draft?.isChanged && !draft.isRefused ? draft : undefined;
    },
    confirm: (id, text, saved) => this.confirm(id, text, saved),
    refuse: (id, text, errors) => this.correct(id, text, errors),
    forget: (id) => this.forget(id),
  };

  constructor() {
    this.uploads.onChanged((id) => this.keepFiles(id));
    const document = inject(DOCUMENT);
    const save = (): void => {
      if (document.visibilityState === 'hidden') this.saveNow();
    };
    document.addEventListener('visibilitychange', save);
    inject(DestroyRef).onDestroy(() => document.removeEventListener('visibilitychange', save));
  }

  /** What is written there; nothing where nothing was begun. */
  of(id: string): DraftText {
    return this.kept().get(id)?.text ?? NOTHING;
  }

  /** When the server had the last change of it; undefined until it has. */
  savedAt(id: string): string | undefined {
    const draft = this.kept().get(id);
    return draft && !draft.isChanged && draft.version > 0 ? draft.updatedAt : undefined;
  }

  /**
   * The client id under which it is sent as this text. All devices that have what the server has find the same one, so that
   * it is sent once, whichever of them sends it; what the server does not have yet is this device's alone.
   */
  clientIdFor(id: string, text: DraftText): string {
    const { body, subject, replyToSeq } = text;
    const draft = this.kept().get(id);
    if (!draft || draft.isChanged || draft.version === 0) return randomId();
    return derivedId(id, String(draft.version), JSON.stringify([body, subject, replyToSeq, ...attachmentIdsOf(text)]));
  }

  /** This is what is written there now; with an address it is a new message. */
  keep(id: string, text: DraftText): void {
    const before = this.kept().get(id);
    if (before && isSame(before.text, text)) return;
    this.hands.press(id);
    // A draft that said nothing and still does is nobody else's business.
    const isNews = !isEmpty(text) || (before !== undefined && !isEmpty(before.text));
    const isChanged = isNews || (before?.isChanged ?? false);
    this.put({
      ...(before ?? fresh(id, text.address !== undefined)),
      text,
      knownFiles: knownAfter(before, text),
      updatedAt: serverNow().toISOString(),
      isChanged,
      isRefused: false,
    });
    if (isNews) this.saving.soon(id, this.saved);
  }

  /** It is sent or not wanted any more; on all devices, as soon as possible. */
  drop(id: string): void {
    this.uploads.clearTray(id);
    this.empty(id);
  }

  /** This text of it is sent. What was written since stays a draft. */
  sent(id: string, text: DraftText): void {
    const rest = writtenSince(text, this.of(id));
    if (rest === NOTHING) this.empty(id);
    else this.keep(id, rest);
  }

  private empty(id: string): void {
    this.keep(id, NOTHING);
    void this.saving.now(id, this.saved);
  }

  /** The cursor is where this one is written; undefined: nowhere. */
  holdHands(id: string | undefined): void {
    this.hands.moveTo(id);
  }

  /** Another device, or this one, changed it. What is older than what is here is ignored. */
  receive(news: DraftNews): void {
    const { id, isNewMessage, version, text, updatedAt, conversation } = news;
    const here = this.kept().get(id) ?? fresh(id, isNewMessage);
    const known = { ...here, ...(conversation && { conversation }) };
    const { files = [] } = text;
    if (version <= here.version) {
      if (conversation && !here.conversation) this.put(known);
    } else if (here.isChanged && isEmpty(here.text) && !isEmpty(text)) {
      // What is removed is what was known then: whatever another device wrote since is read once that is done.
      this.newerThanRemoved.add(id);
    } else if (here.isChanged || isSame(here.text, text)) {
      this.put({ ...mergedWith(known, files), version });
    } else if (this.hands.areOn(id)) {
      // Files do not move the cursor.
      this.put({ ...mergedWith(known, files), version });
      this.hands.hold(news, (held) => this.take(held));
    } else {
      this.put({ ...known, version, text, knownFiles: idsOf(files), updatedAt: updatedAt ?? here.updatedAt });
    }
  }

  /** Shows what this device kept for this person, where nothing newer is known. */
  async resume(userId: string): Promise<void> {
    this.whose = userId;
    const backedUp = backedUpDrafts(userId);
    const kept = await this.local.all('drafts', isKeptDraft);
    if (this.whose !== userId) return;
    const found = [...kept, ...backedUp].sort((a, b) => a.updatedAt.localeCompare(b.updatedAt));
    this.kept.update((all) => new Map([...found.map((one) => [one.id, one] as const), ...all]));
    for (const { id } of backedUp) this.unwritten.add(id);
    for (const { id, text } of found) if (this.of(id) === text) this.uploads.show(id, text.files ?? []);
    this.isRead = true;
    for (const id of this.uploads.draftIds()) this.keepFiles(id);
  }

  /** A connection stands: saves what changed here, and reads what changed elsewhere. */
  async catchUp(): Promise<void> {
    for (const { id, isChanged } of this.kept().values()) if (isChanged) void this.saving.now(id, this.saved);
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
      for (const draft of listed) this.receive(newsOfListed(draft));
      const ids = new Set(listed.map(({ id }) => id));
      // What was not touched meanwhile and is not there any more was sent or thrown away elsewhere.
      for (const [id, draft] of before)
        if (!ids.has(id) && !draft.isChanged && this.kept().get(id) === draft)
          this.put({ ...draft, text: NOTHING, knownFiles: [] });
      this.problem.set(undefined);
      this.status.set('ready');
    } catch (error) {
      this.problem.set(problemOf(error));
      this.status.set('failed');
    }
  }

  /** I may not write there any more. What I had begun stays on this device, until I discard it. */
  forget(id: string, conversation?: ConversationRefDto): void {
    const here = this.kept().get(id);
    // Files cannot be copied from it, as words can.
    this.uploads.clearTray(id);
    const text = here && withFiles(here.text, []);
    if (here && text && !isEmpty(text))
      return this.put({ ...here, text, isChanged: true, isRefused: true, ...(conversation && { conversation }) });
    this.kept.update((all) => new Map([...all].filter(([key]) => key !== id)));
    void this.local.write([{ store: 'drafts', key: id }]);
  }

  /** The server may know none of them any more: whatever says something is to be saved again, and quotes nothing. */
  beginAnew(): void {
    for (const draft of this.kept().values()) {
      const text = { ...draft.text, replyToSeq: null };
      this.put({ ...draft, text, version: 0, knownFiles: [], isChanged: draft.isChanged || !isEmpty(text) });
    }
  }

  /** Somebody else signs in here. */
  clear(): void {
    if (this.whose !== undefined) backUpDrafts(this.whose, []);
    this.whose = undefined;
    this.isRead = false;
    clearTimeout(this.writeTimer);
    this.unwritten.clear();
    this.beingWritten.clear();
    this.newerThanRemoved.clear();
    this.hands.clear();
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

  private confirm(id: string, text: DraftText, saved: DraftDto | null): void {
    const here = this.kept().get(id);
    if (!here) return;
    const isChanged = here.text !== text;
    const version = Math.max(here.version, saved?.version ?? 0);
    this.put({ ...(saved ? this.withSaved(here, text, saved) : here), isChanged, version });
    if (saved === null && this.newerThanRemoved.delete(id)) void this.load();
  }

  /** What another device did with its files meanwhile is in what the server keeps. */
  private withSaved(here: KeptDraft, text: DraftText, saved: DraftDto): KeptDraft {
    // A save that was answered later than what came of it elsewhere tells nothing new.
    if (saved.version < here.version) return here;
    const files = filesIn(saved);
    const merged = mergedWith({ ...here, knownFiles: [...(here.knownFiles ?? []), ...attachmentIdsOf(text)] }, files);
    return here.text === text ? { ...merged, knownFiles: idsOf(files) } : merged;
  }

  /** What the server has of the files where one writes is a part of what is written. */
  private keepFiles(id: string): void {
    if (this.isRead) this.keep(id, withFiles(this.of(id), this.uploads.uploaded(id)));
  }

  /** Takes out of a text what is not there any more. */
  private correct(id: string, text: DraftText, errors: readonly FieldErrorDto[]): void {
    const lost = lostFiles(text.files ?? [], errors);
    for (const isSent of [true, false])
      this.takeOut(
        id,
        lost.filter((one) => one.isSent === isSent).map(({ file }) => file),
        isSent,
      );
    if (errors.some(({ pointer }) => pointer === '/replyToSeq')) this.keep(id, { ...this.of(id), replyToSeq: null });
  }

  /** Another device sent or removed them, and it is said which; what was not sent goes to the server again, where it is here. */
  private takeOut(id: string, files: readonly DraftFile[], isSent: boolean): void {
    const ids = new Set(idsOf(files));
    const uploads = this.uploads.of(id).filter(({ state }) => state.kind === 'done' && ids.has(state.attachmentId));
    const lost = uploads.filter((upload) => isSent || !this.uploads.uploadAgain(upload.id));
    if (lost.length === 0) return;
    this.uploads.drop(lost);
    this.keepFiles(id);
    const names = lost.map(({ name }) => name);
    this.toasts.show({ text: lostWords(names, isSent) });
  }

  private put(draft: KeptDraft): void {
    this.uploads.show(draft.id, draft.text.files ?? []);
    this.kept.update((all) => new Map(all).set(draft.id, draft));
    this.unwritten.add(draft.id);
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
    const written = this.local.write(changes);
    for (const id of this.unwritten) this.beingWritten.set(id, written);
    this.unwritten.clear();
    void written.then(() => {
      for (const [id, last] of this.beingWritten) if (last === written) this.beingWritten.delete(id);
    });
  }

  private saveNow(): void {
    const all = [...this.kept().values()];
    // Of what was sent a moment ago, the database may keep the text for ever: what it does not have goes with the rest.
    const unsure = all.filter(({ id, isChanged }) => isChanged || this.unwritten.has(id) || this.beingWritten.has(id));
    if (this.whose !== undefined) backUpDrafts(this.whose, unsure);
    this.write();
    for (const { id, isChanged } of unsure) if (isChanged) void this.saving.now(id, this.saved);
  }

  /** When the hands rest, what another device wrote takes its place; when they went on, what they wrote did win. */
  private take({ id, version, text, updatedAt }: DraftNews): void {
    const here = this.kept().get(id);
    if (!here || here.isChanged || here.version !== version) return;
    const knownFiles = attachmentIdsOf(text);
    this.put({ ...here, text, knownFiles, updatedAt: updatedAt ?? here.updatedAt });
  }
}

function fresh(id: string, isNewMessage: boolean): KeptDraft {
  return { id, isNewMessage, text: NOTHING, version: 0, updatedAt: serverNow().toISOString(), isChanged: false };
}
