import { inject, Injectable } from '@angular/core';
import { LocalDatabase } from '../../core/local-database';
import { isCount, isObject, isText } from '../../core/shapes';
import { Tab } from '../../core/tab';
import { fileOf, type OutgoingFile, type Upload } from './outgoing-file';

/** A file as this device keeps it until it is sent. */
export interface KeptUpload extends Omit<Kept, 'tab'> {
  /** Undefined where the server has it, and this device does not. */
  readonly blob?: Blob;
}

/** What is known of it; the bytes have a key of their own, so that they are written once. */
interface Kept {
  /** The tab that shows it. */
  readonly tab: string;
  readonly file: OutgoingFile;
  /** Where it is written. */
  readonly draftId: string;
  readonly isTaken: boolean;
  /** Once the server has it. */
  readonly attachmentId?: string;
}

const bytesKey = (id: string): string => `bytes:${id}`;

/** Keeps files over reloads, where the browser has room for them: see `OutboxStorage`. */
@Injectable({ providedIn: 'root' })
export class UploadStorage {
  private readonly local = inject(LocalDatabase);
  private readonly tab = inject(Tab);

  /** What tabs that are gone have left, from now on this tab's. */
  async takeLeft(): Promise<readonly KeptUpload[]> {
    return this.take(await this.tab.whoIsGone());
  }

  /** What this tab had before it was reloaded, as soon as the page of then is gone. */
  async takeFormer(): Promise<readonly KeptUpload[]> {
    const former = await this.tab.afterFormer();
    return this.take((name) => name === former);
  }

  /** One of them, whichever tab it was of. */
  async find(id: string): Promise<KeptUpload | undefined> {
    const kept = await this.local.get('uploads', id, isKept);
    return kept && this.withBytes(kept);
  }

  /** With its bytes. */
  keepAll(upload: Upload): void {
    void this.local.write([{ store: 'uploads', key: bytesKey(upload.id), value: upload.blob }]);
    this.keep(upload);
  }

  /** What is known of it now. */
  keep(upload: Upload): void {
    const { id, draftId, isTaken, state } = upload;
    const attachmentId = state.kind === 'done' ? state.attachmentId : undefined;
    const file = fileOf(upload);
    const value: Kept = { tab: this.tab.name, file, draftId, isTaken, ...(attachmentId && { attachmentId }) };
    void this.local.write([{ store: 'uploads', key: id, value }]);
  }

  drop(id: string): void {
    void this.local.write([id, bytesKey(id)].map((key) => ({ store: 'uploads', key })));
  }

  private async take(isLeft: (tab: string) => boolean): Promise<readonly KeptUpload[]> {
    const taken: Kept[] = [];
    await this.local.revise('uploads', (kept) => {
      if (!isKept(kept) || !isLeft(kept.tab)) return kept;
      taken.push(kept);
      return { ...kept, tab: this.tab.name };
    });
    const whole = await Promise.all(taken.map((kept) => this.withBytes(kept)));
    return whole.filter((kept) => kept !== undefined);
  }

  /** Undefined where the browser had no room for the bytes, and the server does not have them. */
  private async withBytes(kept: Kept): Promise<KeptUpload | undefined> {
    const blob = await this.local.get('uploads', bytesKey(kept.file.id), isBlob);
    return blob || kept.attachmentId ? { ...kept, ...(blob && { blob }) } : undefined;
  }
}

function isBlob(value: unknown): value is Blob {
  return value instanceof Blob;
}

function isKept(value: unknown): value is Kept {
  if (!isObject(value)) return false;
  const { tab, file, draftId, isTaken, attachmentId } = value;
  return (
    [tab, draftId].every(isText) &&
    isOutgoingFile(file) &&
    typeof isTaken === 'boolean' &&
    (attachmentId === undefined || isText(attachmentId))
  );
}

/** As the outbox and the uploads keep it. */
export function isOutgoingFile(value: unknown): value is OutgoingFile {
  if (!isObject(value)) return false;
  const { id, name, size, mediaType, width, height, durationMs, preview, alt } = value;
  return (
    [id, name, mediaType, alt].every(isText) &&
    isCount(size) &&
    [width, height, durationMs].every((length) => length === undefined || isCount(length)) &&
    (preview === undefined || isText(preview))
  );
}
