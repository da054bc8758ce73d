import { DOCUMENT, inject, Injectable } from '@angular/core';
import type { MessageDto } from '../../api/models/message-dto';
import type { OutgoingMessage } from './outgoing-message';

const KEY = 'parley.outbox';

/** Keeps what is not confirmed over a reload of this tab, for the one who wrote it; other tabs have their own. */
@Injectable({ providedIn: 'root' })
export class OutboxStorage {
  private readonly storage = inject(DOCUMENT).defaultView?.sessionStorage;

  /** What was kept for this person; what another version of this page or somebody's hand made unreadable is dropped. */
  load(userId: string): readonly OutgoingMessage[] {
    const kept = parsed(this.storage?.getItem(KEY));
    if (!isObject(kept) || kept['owner'] !== userId || !Array.isArray(kept['messages'])) return [];
    return kept['messages'].filter(isOutgoing);
  }

  save(userId: string, messages: readonly OutgoingMessage[]): void {
    if (messages.length === 0) return this.storage?.removeItem(KEY);
    try {
      this.storage?.setItem(KEY, JSON.stringify({ owner: userId, messages }));
    } catch {
      // No room left in the browser: these messages live as long as the page.
    }
  }
}

function parsed(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}

function isOutgoing(value: unknown): value is OutgoingMessage {
  if (!isObject(value)) return false;
  const { clientId, conversationId, body, createdAt, failedTries, subject, replyTo, delivery } = value;
  return (
    [clientId, conversationId, body, createdAt].every(isText) &&
    !Number.isNaN(Date.parse(String(createdAt))) &&
    typeof failedTries === 'number' &&
    (subject === undefined || subject === null || isText(subject)) &&
    (replyTo === undefined || isQuoted(replyTo)) &&
    isDelivery(delivery)
  );
}

function isDelivery(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (value['kind'] === 'failed') return isText(value['reason']) && typeof value['canRetry'] === 'boolean';
  return value['kind'] === 'sending' || value['kind'] === 'waiting';
}

/** As much of the answered message as the log shows. */
function isQuoted(value: unknown): value is MessageDto {
  if (!isObject(value) || !isObject(value['sender'])) return false;
  const { id, displayName } = value['sender'];
  return typeof value['seq'] === 'number' && [value['body'], id, displayName].every(isText);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
