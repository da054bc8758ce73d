import { inject, Injectable } from '@angular/core';
import type { MessageDto } from '../../api/models/message-dto';
import { LocalDatabase } from '../../core/local-database';
import { isCount, isObject, isText, isTextOrNull, isTime } from '../../core/shapes';
import { Tab } from '../../core/tab';
import { isOutgoingFile } from '../uploads/upload-storage';
import type { OutgoingMessage } from './outgoing-message';

interface Kept {
  /** The tab that sends it. */
  readonly tab: string;
  readonly message: OutgoingMessage;
}

/**
 * Keeps what is not confirmed over reloads and the end of the browser. Each message belongs to one tab, which sends it;
 * what tabs left behind belongs to the first that takes it.
 */
@Injectable({ providedIn: 'root' })
export class OutboxStorage {
  private readonly local = inject(LocalDatabase);
  private readonly tab = inject(Tab);

  /** What tabs that are gone have left, from now on this tab's, oldest first. */
  async takeLeft(): Promise<readonly OutgoingMessage[]> {
    return this.take(await this.tab.whoIsGone());
  }

  /** What this tab had before it was reloaded, as soon as the page of then is gone; empty when `takeLeft` had it. */
  async takeFormer(): Promise<readonly OutgoingMessage[]> {
    const former = await this.tab.afterFormer();
    return this.take((name) => name === former);
  }

  keep(message: OutgoingMessage): void {
    const value: Kept = { tab: this.tab.name, message };
    void this.local.write([{ store: 'outbox', key: message.clientId, value }]);
  }

  drop(clientId: string): void {
    void this.local.write([{ store: 'outbox', key: clientId }]);
  }

  private async take(isLeft: (tab: string) => boolean): Promise<readonly OutgoingMessage[]> {
    const taken: OutgoingMessage[] = [];
    await this.local.revise('outbox', (kept) => {
      if (!isKept(kept) || !isLeft(kept.tab)) return kept;
      taken.push(kept.message);
      return { ...kept, tab: this.tab.name };
    });
    return taken.sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  }
}

function isKept(value: unknown): value is Kept {
  return isObject(value) && isText(value['tab']) && isOutgoing(value['message']);
}

function isOutgoing(value: unknown): value is OutgoingMessage {
  if (!isObject(value)) return false;
  const { clientId, conversationId, body, createdAt, failedTries, subject, replyTo, files, delivery, holdSeconds } =
    value;
  const { wasRefused } = value;
  return (
    [clientId, conversationId, body].every(isText) &&
    isTime(createdAt) &&
    isCount(failedTries) &&
    (wasRefused === undefined || wasRefused === true) &&
    (holdSeconds === undefined || isCount(holdSeconds)) &&
    (subject === undefined || isTextOrNull(subject)) &&
    (replyTo === undefined || isQuoted(replyTo)) &&
    (files === undefined || (Array.isArray(files) && files.every(isOutgoingFile))) &&
    isDelivery(delivery)
  );
}

function isDelivery(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { reason, canRetry, lostFileId } = value;
  if (value['kind'] === 'failed')
    return isText(reason) && typeof canRetry === 'boolean' && (lostFileId === undefined || isText(lostFileId));
  return ['sending', 'waiting', 'held'].some((kind) => value['kind'] === kind);
}

/** As much of the answered message as the log shows. */
function isQuoted(value: unknown): value is MessageDto {
  if (!isObject(value) || !isObject(value['sender'])) return false;
  const { id, displayName } = value['sender'];
  return typeof value['seq'] === 'number' && [value['body'], id, displayName].every(isText);
}
