import { inject, Injectable } from '@angular/core';
import { LocalDatabase } from '../../core/local-database';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { isObject, isText } from '../../core/shapes';

/** A change of a message that is not saved yet. */
export interface KeptEdit {
  readonly body: string;
  readonly subject: string;
}

/** Changes of messages that were begun and left, kept on this device until they are saved or cancelled. */
@Injectable({ providedIn: 'root' })
export class KeptEdits {
  private readonly local = inject(LocalDatabase);

  /** What was begun for this message; undefined where nothing was. */
  find(conversationId: string, seq: number): Promise<KeptEdit | undefined> {
    const key = keyOf(conversationId, seq);
    const backedUp = backedUpEdit(key);
    return backedUp ? Promise.resolve(backedUp) : this.local.get('edits', key, isKeptEdit);
  }

  keep(conversationId: string, seq: number, edit: KeptEdit): void {
    const key = keyOf(conversationId, seq);
    const backup = JSON.stringify({ key, edit });
    backUp(backup);
    void this.local.write([{ store: 'edits', key, value: edit }]).then(() => forgetBackup(key, backup));
  }

  /** All that were begun in a conversation, by the number of their message. */
  async in(conversationId: string): Promise<ReadonlyMap<number, KeptEdit>> {
    const found = new Map<number, KeptEdit>();
    const prefix = keyOf(conversationId, '');
    await this.local.revise('edits', (edit, key) => {
      if (key.startsWith(prefix) && isKeptEdit(edit)) found.set(Number(key.slice(prefix.length)), edit);
      return edit;
    });
    return found;
  }

  /** What is deleted cannot be changed any more. */
  follow(event: RealtimeEvent): void {
    if (event.type === 'message.deleted') this.drop(event.conversationId, event.data.seq);
    if (event.type !== 'me.updated') return;
    for (const seq of event.data.hidden ?? []) this.drop(event.conversationId, seq);
    const { clearedThroughSeq } = event.data.me;
    if (clearedThroughSeq > 0) void this.dropThrough(event.conversationId, clearedThroughSeq);
  }

  /** Their messages had numbers that now stand for others; the database is emptied of them by the one who noticed. */
  beginAnew(): void {
    dropBackup();
  }

  private async dropThrough(conversationId: string, lastSeq: number): Promise<void> {
    for (const seq of (await this.in(conversationId)).keys()) if (seq <= lastSeq) this.drop(conversationId, seq);
  }

  drop(conversationId: string, seq: number): void {
    forgetBackup(keyOf(conversationId, seq));
    void this.local.write([{ store: 'edits', key: keyOf(conversationId, seq) }]);
  }
}

/** A page that is left has no time for the database; this is written with each key, for the next page of this tab. */
const BACKUP = 'parley.edit';

function backUp(backup: string): void {
  try {
    sessionStorage.setItem(BACKUP, backup);
  } catch {
    // Switched off or full: the database may still be in time.
  }
}

/** The database has it, as it was backed up; or it is not wanted any more. */
function forgetBackup(key: string, backup?: string): void {
  try {
    const kept = sessionStorage.getItem(BACKUP);
    if (backup === undefined ? backedUpEdit(key) : kept === backup) sessionStorage.removeItem(BACKUP);
  } catch {
    // Then there is none.
  }
}

function dropBackup(): void {
  try {
    sessionStorage.removeItem(BACKUP);
  } catch {
    // Then there is none.
  }
}

function backedUpEdit(key: string): KeptEdit | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(BACKUP) ?? 'null');
    return isObject(kept) && kept['key'] === key && isKeptEdit(kept['edit']) ? kept['edit'] : undefined;
  } catch {
    return undefined;
  }
}

function keyOf(conversationId: string, seq: number | ''): string {
  return `${conversationId}:${seq}`;
}

function isKeptEdit(value: unknown): value is KeptEdit {
  return isObject(value) && isText(value['body']) && isText(value['subject']);
}
