import { inject, Injectable } from '@angular/core';
import { LocalDatabase } from '../../core/local-database';
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
    return this.local.get('edits', keyOf(conversationId, seq), isKeptEdit);
  }

  keep(conversationId: string, seq: number, edit: KeptEdit): void {
    void this.local.write([{ store: 'edits', key: keyOf(conversationId, seq), value: edit }]);
  }

  drop(conversationId: string, seq: number): void {
    void this.local.write([{ store: 'edits', key: keyOf(conversationId, seq) }]);
  }
}

function keyOf(conversationId: string, seq: number): string {
  return `${conversationId}:${seq}`;
}

function isKeptEdit(value: unknown): value is KeptEdit {
  return isObject(value) && isText(value['body']) && isText(value['subject']);
}
