import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { deleteAttachment } from '../../api/fn/files/delete-attachment';
import { updateAttachment } from '../../api/fn/files/update-attachment';
import { isTemporary, problemOf } from '../../core/problem';
import { randomId } from '../../core/random-id';
import { backoffDelay } from '../../core/realtime/backoff';
import { bytesText } from '../../core/bytes-text';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { Words } from '../../core/words/loading';
import { t } from '../../core/words/words';
import { fileOf, type OutgoingFile, type Upload, type UploadState } from './outgoing-file';
import { UploadRequests } from './upload-requests';
import { type KeptUpload, UploadStorage } from './upload-storage';

/** A connection is shared by so many; more make each of them slower. */
const AT_ONCE = 3;
const UNNAMED = 'file';
/** What was sent is shown from here until the page ends, so that nothing flickers: so many at most. */
const MOST_SHOWN = 40;
/** These stay true however often one tries. */
const FINAL_CODES = ['file_too_large', 'file_empty', 'picture_refused'];
/** How much of the speed of before is kept at each step. */
const SMOOTHED = 0.7;

/** Why the files of a message cannot be sent, in a sentence that can be shown. */
export class UploadFailed extends Error {
  constructor(
    readonly reason: string,
    readonly canRetry: boolean,
  ) {
    super(reason);
  }
}

/** Files on their way to the server, of all conversations: those where one writes, and those of messages in the outbox. */
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
  /** What is shown of a file that was sent, by its id at the server. */
  private readonly sentUrls = new Map<string, string>();

  /** Somebody is here: goes on with what they had not sent when the page was reloaded or closed. */
  resume(): void {
    const take = (left: readonly KeptUpload[]): void => left.forEach((kept) => this.takeUp(kept));
    void this.storage.takeLeft().then(take);
    void this.storage.takeFormer().then(take);
  }

  /** Somebody else signs in here. */
  clear(): void {
    for (const request of this.requests.values()) request.abort();
    for (const { url } of this.all()) URL.revokeObjectURL(url);
    this.all.set([]);
  }

  /** Those where one writes in that conversation, in their order. */
  of(conversationId: string): readonly Upload[] {
    return this.all().filter((upload) => !upload.isTaken && upload.conversationId === conversationId);
  }

  find(id: string): Upload | undefined {
    return this.byId().get(id);
  }

  /** The bytes of a file that was sent from here, where they are still at hand. */
  urlOf(attachmentId: string): string | undefined {
    return this.sentUrls.get(attachmentId);
  }

  /** Takes files in where one writes, and begins to send them to the server. */
  add(conversationId: string, files: readonly File[]): void {
    const added = files.map((blob): Upload => ({
      id: randomId(),
      conversationId,
      name: blob.name || UNNAMED,
      size: blob.size,
      mediaType: blob.type,
      alt: '',
      savedAlt: '',
      isTaken: false,
      state: { kind: 'waiting' },
      blob,
      url: URL.createObjectURL(blob),
    }));
    this.all.update((all) => [...all, ...added]);
    for (const upload of added) void this.admit(upload.id, upload.blob);
  }

  /** Looks at a file before it is sent: whoever chose it may go on meanwhile. */
  private async admit(id: string, blob: Blob): Promise<void> {
    this.admitting.add(id);
    const [size, mostBytes] = await Promise.all([sizeOf(blob), this.mostBytes(), this.words.load('files')]);
    this.admitting.delete(id);
    const refusal = blob.size === 0 ? t('problem.file_empty') : t('files.tooLarge', { size: bytesText(mostBytes) });
    const isRefused = blob.size === 0 || blob.size > mostBytes;
    this.change(id, { ...size, ...(isRefused && { state: failedAs(refusal, false) }) });
    const upload = this.find(id);
    if (upload) this.storage.keepAll(upload);
    this.pump();
  }

  /** Takes it out, here and at the server. */
  remove(id: string): void {
    const upload = this.find(id);
    this.requests.get(id)?.abort();
    this.forget(id);
    if (!upload) return;
    URL.revokeObjectURL(upload.url);
    if (upload.state.kind !== 'done') return;
    // What cannot be removed now goes by itself in a day.
    void this.api.invoke(deleteAttachment, { id: upload.state.attachmentId }).catch(problemOf);
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

  /** What is to be seen in it; the server is told before it is sent. */
  describe(id: string, alt: string): void {
    this.change(id, { alt });
  }

  /** All files where one writes go with a message. */
  take(conversationId: string): readonly OutgoingFile[] {
    const taken = this.of(conversationId);
    for (const { id } of taken) this.change(id, { isTaken: true });
    return taken.map(fileOf);
  }

  /** The message is not sent: they are where one writes again. */
  giveBack(files: readonly OutgoingFile[]): void {
    for (const { id } of files) this.change(id, { isTaken: false });
  }

  /** The message with them was sent. */
  confirm(files: readonly OutgoingFile[]): void {
    for (const { id } of files) {
      const upload = this.find(id);
      if (upload?.state.kind === 'done') this.showSent(upload.state.attachmentId, upload.url);
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
    if (upload.state.kind === 'failed') throw new UploadFailed(upload.state.reason, upload.state.canRetry);
    if (upload.state.kind !== 'done') throw new Error('An upload has ended or failed.');
    const { attachmentId } = upload.state;
    if (upload.alt !== upload.savedAlt) {
      await this.api.invoke(updateAttachment, { id: attachmentId, body: { alt: upload.alt } });
      this.change(id, { savedAlt: upload.alt });
    }
    return attachmentId;
  }

  private async finished(id: string): Promise<Upload> {
    if (!this.find(id)) await this.recover(id);
    const isFirstLook = this.find(id)?.state;
    if (isFirstLook?.kind === 'failed' && isFirstLook.canRetry) this.retry(id);
    for (;;) {
      const upload = this.find(id);
      if (!upload) throw new UploadFailed(t('files.lost'), false);
      if (upload.state.kind === 'done' || upload.state.kind === 'failed') return upload;
      await new Promise<void>((resolve) => this.waiters.add(resolve));
    }
  }

  /** Of a message that was left by another page. */
  private async recover(id: string): Promise<void> {
    const [kept] = await Promise.all([this.storage.find(id), this.words.load('files')]);
    if (kept) this.takeUp(kept);
  }

  private takeUp({ file, conversationId, isTaken, blob, attachmentId }: KeptUpload): void {
    if (this.find(file.id)) return;
    const state: UploadState = attachmentId ? { kind: 'done', attachmentId } : { kind: 'waiting' };
    // The server may or may not have heard of the description: it is told again.
    const upload: Upload = {
      ...file,
      conversationId,
      isTaken,
      blob,
      state,
      savedAlt: '',
      url: URL.createObjectURL(blob),
    };
    this.all.update((all) => [...all, upload]);
    this.storage.keep(upload);
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
      this.change(id, { state: { kind: 'done', attachmentId } });
    } catch (error) {
      if (!request.signal.aborted) this.fail(id, error);
    } finally {
      this.requests.delete(id);
      this.pump();
    }
  }

  private async request(upload: Upload, signal: AbortSignal): Promise<string> {
    let [last, lastAt, bytesPerSecond] = [0, performance.now(), 0];
    const progress = (sent: number): void => {
      const now = performance.now();
      const speed = ((sent - last) / Math.max(now - lastAt, 1)) * 1_000;
      bytesPerSecond = bytesPerSecond === 0 ? speed : bytesPerSecond * SMOOTHED + speed * (1 - SMOOTHED);
      [last, lastAt] = [sent, now];
      this.change(upload.id, { state: { kind: 'uploading', sent, bytesPerSecond } }, { isKept: false });
    };
    const attempt = async (): Promise<string> =>
      (await this.server.send(upload, this.session.accessToken() ?? '', progress, signal)).id;
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

  private showSent(attachmentId: string, url: string): void {
    this.sentUrls.set(attachmentId, url);
    const [[oldest, oldestUrl] = []] = this.sentUrls;
    if (this.sentUrls.size <= MOST_SHOWN || oldest === undefined || oldestUrl === undefined) return;
    this.sentUrls.delete(oldest);
    URL.revokeObjectURL(oldestUrl);
  }
}

function failedAs(reason: string, canRetry: boolean): UploadState {
  return { kind: 'failed', reason, canRetry };
}

/** Of a picture that this browser can show: so the place that it takes is known before the server says it. */
async function sizeOf(file: Blob): Promise<{ width: number; height: number } | undefined> {
  if (!/^image\/(jpeg|png|gif|webp|avif)$/.test(file.type)) return undefined;
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    return undefined;
  }
}
