import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { deleteAttachment } from '../../api/fn/files/delete-attachment';
import { updateAttachment } from '../../api/fn/files/update-attachment';
import { isTemporary, problemOf } from '../../core/problem';
import { backoffDelay } from '../../core/realtime/backoff';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { Words } from '../../core/words/loading';
import { t } from '../../core/words/words';
import { chosen, fromElsewhere, left, shapeOf } from './new-upload';
import { type DraftFile, draftFileOf, fileOf, type OutgoingFile, type Upload, type UploadState } from './outgoing-file';
import { SentUrls } from './sent-urls';
import { refusalOf } from './upload-kinds';
import { UploadRequests } from './upload-requests';
import { type KeptUpload, UploadStorage } from './upload-storage';

/** A connection is shared by so many; more make each of them slower. */
const AT_ONCE = 3;
/** These stay true however often one tries. */
const FINAL_CODES = ['file_too_large', 'file_empty', 'picture_refused'];
/** How much of the speed of before is kept at each step. */
const SMOOTHED = 0.7;

/** Why a file of a message cannot be sent, in a sentence that can be shown. */
export class UploadFailed extends Error {
  constructor(
    readonly fileId: string,
    readonly reason: string,
    readonly canRetry: boolean,
  ) {
    super(reason);
  }
}

/**
 * Files on their way to the server: those where one writes, and those of messages in the outbox. Which of them the server has
 * where one writes is a part of the draft, the same on all devices: `onChanged` tells of it, `show` hears of it.
 */
@Injectable({ providedIn: 'root' })
export class Uploads {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly storage = inject(UploadStorage);
  private readonly server = inject(UploadRequests);
  private readonly words = inject(Words);
  private readonly meta = inject(ServerMeta);
  private readonly all = signal<readonly Upload[]>([]);
  private readonly byId = computed(() => new Map(this.all().map((upload) => [upload.id, upload])));
  private readonly requests = new Map<string, AbortController>();
  /** Those that are not looked at yet. */
  private readonly admitting = new Set<string>();
  private readonly tries = new Map<string, number>();
  private readonly waiters = new Set<() => void>();
  private readonly listeners = new Set<(draftId: string) => void>();
  private readonly sent = new SentUrls();

  /** Somebody is here: goes on with what they had not sent when the page was reloaded or closed. */
  resume(): void {
    const take = (left: readonly KeptUpload[]): void => left.forEach((kept) => this.takeUp(kept));
    void this.storage.takeLeft().then(take);
    void this.storage.takeFormer().then(take);
  }

  /** Somebody else signs in here. */
  clear(): void {
    for (const request of this.requests.values()) request.abort();
    for (const { blob, url } of this.all()) if (blob) URL.revokeObjectURL(url);
    this.all.set([]);
  }

  /** Is told where the files of a draft that the server has are others now. */
  onChanged(listener: (draftId: string) => void): void {
    this.listeners.add(listener);
  }

  /** Of which drafts there are files where one writes. */
  draftIds(): ReadonlySet<string> {
    return new Set(this.all().flatMap(({ draftId, isTaken }) => (isTaken ? [] : [draftId])));
  }

  /** Those where one writes that draft, in their order. */
  of(draftId: string): readonly Upload[] {
    return this.all().filter((upload) => !upload.isTaken && upload.draftId === draftId);
  }

  /** Those of them that the server has. */
  uploaded(draftId: string): readonly DraftFile[] {
    return this.of(draftId).flatMap((upload) => draftFileOf(upload) ?? []);
  }

  /** The draft has these, whichever device brought them to the server, and no others that the server ever had. */
  show(draftId: string, files: readonly DraftFile[]): void {
    const here = this.of(draftId);
    const idsHere = new Set(here.map(({ state }) => state.kind === 'done' && state.attachmentId));
    const ids = new Set(files.map(({ attachmentId }) => attachmentId));
    for (const { id, state } of here) if (state.kind === 'done' && !ids.has(state.attachmentId)) this.letGo(id);
    const added = files.filter(({ attachmentId }) => !idsHere.has(attachmentId));
    if (added.length > 0) this.all.update((all) => [...all, ...added.map((file) => fromElsewhere(draftId, file))]);
  }

  /** Nothing is written there any more. */
  clearTray(draftId: string): void {
    for (const { id } of this.of(draftId)) this.letGo(id);
  }

  find(id: string): Upload | undefined {
    return this.byId().get(id);
  }

  /** The bytes of a file that was sent from here, where they are still at hand. */
  urlOf(attachmentId: string): string | undefined {
    return this.sent.of(attachmentId);
  }

  /** Takes files in where one writes, and begins to send them to the server. */
  add(draftId: string, files: readonly File[]): void {
    const added = files.map((file) => ({ file, upload: chosen(draftId, file) }));
    this.all.update((all) => [...all, ...added.map(({ upload }) => upload)]);
    for (const { upload, file } of added) void this.admit(upload.id, file);
  }

  /** Looks at a file before it is sent: whoever chose it may go on meanwhile. */
  private async admit(id: string, blob: File): Promise<void> {
    this.admitting.add(id);
    const [shape, mostBytes] = await Promise.all([shapeOf(blob), this.mostBytes(), this.words.load('files')]);
    this.admitting.delete(id);
    const refusal = refusalOf(blob, mostBytes, this.meta.meta()?.settings.uploadKinds);
    this.change(id, { ...shape, ...(refusal !== undefined && { state: failedAs(refusal, false) }) });
    const upload = this.find(id);
    if (upload) this.storage.keepAll(upload);
    this.pump();
  }

  /** Takes it out, here and at the server. */
  remove(id: string): void {
    const upload = this.find(id);
    this.letGo(id);
    if (!upload) return;
    this.tell(upload.draftId);
    if (upload.state.kind !== 'done') return;
    // What cannot be removed now goes by itself in a day.
    void this.api.invoke(deleteAttachment, { id: upload.state.attachmentId }).catch(problemOf);
  }

  /** What another device does with them now is not this one's business. */
  drop(files: readonly OutgoingFile[]): void {
    for (const { id } of files) this.letGo(id);
  }

  /** The server does not have it any more: it is sent there again. False where its bytes are not here. */
  uploadAgain(id: string): boolean {
    const upload = this.find(id);
    if (!upload?.blob) return false;
    this.change(id, { state: { kind: 'waiting' }, savedAlt: '' });
    this.tell(upload.draftId);
    this.pump();
    return true;
  }

  /** It will never be sent. */
  giveUp(id: string, reason: string): void {
    const upload = this.find(id);
    this.change(id, { state: failedAs(reason, false) });
    if (upload) this.tell(upload.draftId);
  }

  retry(id: string): void {
    if (this.find(id)?.state.kind !== 'failed') return;
    this.change(id, { state: { kind: 'waiting' } });
    this.pump();
  }

  /** Tries everything again that waits, as when the connection is back. */
  retryWaiting(): void {
    this.tries.clear();
    this.pump();
  }

  /** What is to be seen in it; the server is told when it is written, at the latest before it is sent. */
  describe(id: string, alt: string): void {
    this.change(id, { alt });
  }

  /** It is written: the server and the other devices hear of it, where they can. */
  async saveDescription(id: string): Promise<void> {
    const upload = this.find(id);
    if (upload?.state.kind !== 'done') return;
    try {
      await this.sendDescription(upload, upload.state.attachmentId);
      this.tell(upload.draftId);
    } catch (error) {
      // It is told again before it is sent.
      problemOf(error);
    }
  }

  /** All files where one writes go with a message. */
  take(draftId: string): readonly OutgoingFile[] {
    const taken = this.of(draftId);
    for (const { id } of taken) this.change(id, { isTaken: true });
    this.tell(draftId);
    return taken.map(fileOf);
  }

  /** The message is not sent: they are where one writes again. */
  giveBack(files: readonly OutgoingFile[]): void {
    for (const { id } of files) this.change(id, { isTaken: false });
    for (const draftId of new Set(files.flatMap(({ id }) => this.find(id)?.draftId ?? []))) this.tell(draftId);
  }

  /** The message with them was sent. */
  confirm(files: readonly OutgoingFile[]): void {
    for (const { id } of files) {
      const upload = this.find(id);
      if (upload?.state.kind === 'done' && upload.blob) this.sent.add(upload.state.attachmentId, upload.url);
      this.forget(id);
    }
  }

  /** Under which ids the server has them; resolves when it has all of them. Throws UploadFailed, or what a request throws. */
  async attachmentIds(files: readonly OutgoingFile[]): Promise<string[]> {
    const ids = [];
    for (const { id } of files) ids.push(await this.attachmentId(id));
    return ids;
  }

  private async attachmentId(id: string): Promise<string> {
    const upload = await this.finished(id);
    if (upload.state.kind === 'failed') throw new UploadFailed(id, upload.state.reason, upload.state.canRetry);
    if (upload.state.kind !== 'done') throw new Error('An upload has ended or failed.');
    const { attachmentId } = upload.state;
    await this.sendDescription(upload, attachmentId);
    return attachmentId;
  }

  private async sendDescription({ id, alt, savedAlt }: Upload, attachmentId: string): Promise<void> {
    if (alt === savedAlt) return;
    await this.api.invoke(updateAttachment, { id: attachmentId, body: { alt } });
    this.change(id, { savedAlt: alt });
  }

  private async sendSound({ durationMs, preview }: Upload, id: string): Promise<void> {
    if (durationMs === undefined || preview === undefined) return;
    try {
      await this.api.invoke(updateAttachment, { id, body: { durationMs, preview } });
    } catch (error) {
      // It can be heard without.
      problemOf(error);
    }
  }

  private async finished(id: string): Promise<Upload> {
    if (!this.find(id)) await this.recover(id);
    const isFirstLook = this.find(id)?.state;
    if (isFirstLook?.kind === 'failed' && isFirstLook.canRetry) this.retry(id);
    for (;;) {
      const upload = this.find(id);
      if (!upload) throw new UploadFailed(id, t('files.lost'), false);
      if (upload.state.kind === 'done' || upload.state.kind === 'failed') return upload;
      await new Promise<void>((resolve) => this.waiters.add(resolve));
    }
  }

  /** Of a message that was left by another page. */
  private async recover(id: string): Promise<void> {
    const [kept] = await Promise.all([this.storage.find(id), this.words.load('files')]);
    if (kept) this.takeUp(kept);
  }

  private takeUp(kept: KeptUpload): void {
    const { file, draftId, isTaken, attachmentId } = kept;
    if (this.find(file.id)) return;
    // The draft may have said already that the server has it.
    const shown = this.of(draftId).find(({ state }) => state.kind === 'done' && state.attachmentId === attachmentId);
    const upload = left(kept);
    this.all.update((all) =>
      shown && !isTaken ? all.map((other) => (other.id === shown.id ? upload : other)) : [...all, upload],
    );
    this.storage.keep(upload);
    this.tell(draftId);
    void this.words.load('files').then(() => this.pump());
  }

  private pump(): void {
    const waiting = this.all().filter(
      ({ id, state }) => state.kind === 'waiting' && !this.tries.has(id) && !this.admitting.has(id),
    );
    for (const upload of waiting.slice(0, Math.max(0, AT_ONCE - this.requests.size))) void this.send(upload);
  }

  private async send(upload: Upload): Promise<void> {
    const { id } = upload;
    const request = new AbortController();
    this.requests.set(id, request);
    try {
      this.change(id, { state: { kind: 'uploading', sent: 0, bytesPerSecond: 0 } });
      const attachmentId = await this.request(upload, request.signal);
      await this.sendSound(upload, attachmentId);
      this.change(id, { state: { kind: 'done', attachmentId } });
      this.tell(upload.draftId);
      // What was described meanwhile.
      void this.saveDescription(id);
    } catch (error) {
      if (!request.signal.aborted) this.fail(id, error);
    } finally {
      this.requests.delete(id);
      this.pump();
    }
  }

  private async request({ id, name, blob }: Upload, signal: AbortSignal): Promise<string> {
    let [last, lastAt, bytesPerSecond] = [0, performance.now(), 0];
    const progress = (sent: number): void => {
      const now = performance.now();
      const speed = ((sent - last) / Math.max(now - lastAt, 1)) * 1_000;
      bytesPerSecond = bytesPerSecond === 0 ? speed : bytesPerSecond * SMOOTHED + speed * (1 - SMOOTHED);
      [last, lastAt] = [sent, now];
      this.change(id, { state: { kind: 'uploading', sent, bytesPerSecond } }, { isKept: false });
    };
    if (!blob) throw new Error('What is not at the server is here.');
    const attempt = async (): Promise<string> =>
      (await this.server.send({ name, blob }, this.session.accessToken() ?? '', progress, signal)).id;
    try {
      return await attempt();
    } catch (error) {
      // The token may have ended while the last ones were sent.
      if (signal.aborted || problemOf(error).status !== 401 || (await this.session.refresh()) !== undefined)
        throw error;
      return attempt();
    }
  }

  private fail(id: string, error: unknown): void {
    const problem = problemOf(error);
    if (!isTemporary(problem) || problem.code === 'unexpected') {
      return this.change(id, { state: failedAs(problem.detail, !FINAL_CODES.includes(problem.code)) });
    }
    const tries = (this.tries.get(id) ?? 0) + 1;
    this.tries.set(id, tries);
    this.change(id, { state: { kind: 'waiting' } });
    const delay = Math.max((problem.retryAfterSeconds ?? 0) * 1_000, backoffDelay(tries));
    setTimeout(() => {
      this.tries.delete(id);
      this.pump();
    }, delay);
  }

  /** Where the server cannot be asked, it says so itself later. */
  private async mostBytes(): Promise<number> {
    try {
      return (await this.meta.ensure()).limits['uploadBytes'] ?? Infinity;
    } catch (error) {
      problemOf(error);
      return Infinity;
    }
  }

  /** Here alone: whoever else has it keeps it, and what nobody has goes by itself in a day. */
  private letGo(id: string): void {
    const upload = this.find(id);
    this.requests.get(id)?.abort();
    this.forget(id);
    if (upload?.blob) URL.revokeObjectURL(upload.url);
  }

  private tell(draftId: string): void {
    for (const listener of this.listeners) listener(draftId);
  }

  private forget(id: string): void {
    this.all.update((all) => all.filter((upload) => upload.id !== id));
    this.storage.drop(id);
    this.wake();
  }

  private change(id: string, to: Partial<Upload>, { isKept = true } = {}): void {
    this.all.update((all) => all.map((upload) => (upload.id === id ? { ...upload, ...to } : upload)));
    const changed = this.find(id);
    if (changed && isKept) this.storage.keep(changed);
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.waiters) resolve();
    this.waiters.clear();
  }
}

function failedAs(reason: string, canRetry: boolean): UploadState {
  return { kind: 'failed', reason, canRetry };
}
