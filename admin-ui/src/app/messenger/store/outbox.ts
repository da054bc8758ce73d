import { effect, inject, Injectable, signal } from '@angular/core';
import type { MessageDto } from '../../api/models/message-dto';
import { randomId } from '../../core/random-id';
import { backoffDelay } from '../../core/realtime/backoff';
import { MessageDelivery, Undelivered } from './message-delivery';
import { OutboxStorage } from './outbox-storage';
import type { Draft, OutgoingMessage } from './outgoing-message';

const SENDING = { kind: 'sending' } as const;

/**
 * Messages that are not confirmed yet, of all conversations. In each conversation they leave one after the other in
 * the order they were written; what may succeed later is tried again with the same `clientId`, what may not waits for
 * a decision and holds nobody up. A reload of the page loses none.
 */
@Injectable({ providedIn: 'root' })
export class Outbox {
  private readonly delivery = inject(MessageDelivery);
  private readonly storage = inject(OutboxStorage);
  private readonly all = signal<readonly OutgoingMessage[]>([]);
  private readonly owner = signal<string | undefined>(undefined);
  private readonly busy = new Set<string>();
  private readonly listeners = new Set<(message: MessageDto) => void>();

  readonly messages = this.all.asReadonly();

  constructor() {
    effect(() => {
      const owner = this.owner();
      if (owner !== undefined) this.storage.save(owner, this.all());
    });
  }

  /** Somebody is here: goes on with what they had not sent when the page was reloaded. */
  resume(userId: string): void {
    this.owner.set(userId);
    const kept = this.storage.load(userId);
    this.all.set(kept.map((entry) => (entry.delivery.kind === 'failed' ? entry : { ...entry, delivery: SENDING })));
    for (const id of new Set(kept.map(({ conversationId }) => conversationId))) void this.pump(id);
  }

  /** Is told of each message that the server confirmed, before it leaves the outbox. */
  onConfirmed(listener: (message: MessageDto) => void): void {
    this.listeners.add(listener);
  }

  /** Takes the message in at once and sends it as soon as possible; the answer is its `clientId`. */
  send(conversationId: string, draft: Draft): string {
    const clientId = randomId();
    const entry: OutgoingMessage = {
      ...draft,
      clientId,
      conversationId,
      createdAt: new Date().toISOString(),
      delivery: SENDING,
      failedTries: 0,
    };
    this.all.update((entries) => [...entries, entry]);
    void this.pump(conversationId);
    return clientId;
  }

  /** Tries this one again now. */
  retry(clientId: string): void {
    const entry = this.find(clientId);
    if (!entry || entry.delivery.kind === 'sending') return;
    this.change(clientId, { delivery: SENDING });
    void this.pump(entry.conversationId);
  }

  /** Tries everything again that waits, as when the connection is back. */
  retryWaiting(): void {
    for (const entry of this.all()) if (entry.delivery.kind === 'waiting') this.retry(entry.clientId);
  }

  /** Takes it out unsent. */
  discard(clientId: string): void {
    this.all.update((entries) => entries.filter((entry) => entry.clientId !== clientId));
  }

  /** The server has this one, whoever says so. */
  confirm(clientId: string): void {
    if (this.find(clientId)) this.discard(clientId);
  }

  /** Somebody else signs in here. */
  clear(): void {
    const owner = this.owner();
    if (owner !== undefined) this.storage.save(owner, []);
    this.owner.set(undefined);
    this.all.set([]);
  }

  private async pump(conversationId: string): Promise<void> {
    if (this.busy.has(conversationId)) return;
    this.busy.add(conversationId);
    try {
      for (let next = this.next(conversationId); next; next = this.next(conversationId)) await this.attempt(next);
    } finally {
      this.busy.delete(conversationId);
    }
  }

  /** The first that did not fail; nothing overtakes one that waits. */
  private next(conversationId: string): OutgoingMessage | undefined {
    const isInLine = (entry: OutgoingMessage): boolean =>
      entry.conversationId === conversationId && entry.delivery.kind !== 'failed';
    const first = this.all().find(isInLine);
    return first?.delivery.kind === 'sending' ? first : undefined;
  }

  private async attempt(entry: OutgoingMessage): Promise<void> {
    try {
      const message = await this.delivery.deliver(entry);
      for (const listener of this.listeners) listener(message);
      this.confirm(entry.clientId);
    } catch (error) {
      if (!(error instanceof Undelivered)) throw error;
      this.fail(entry, error);
    }
  }

  private fail(entry: OutgoingMessage, { reason, isTemporary, canRetry, retryAfterMs }: Undelivered): void {
    const failedTries = entry.failedTries + 1;
    if (!isTemporary)
      return this.change(entry.clientId, { failedTries, delivery: { kind: 'failed', reason, canRetry } });
    const delay = Math.max(retryAfterMs, backoffDelay(failedTries));
    this.change(entry.clientId, { failedTries, delivery: { kind: 'waiting', reason, retryAt: Date.now() + delay } });
    setTimeout(() => this.retryIfDue(entry.clientId), delay);
  }

  private retryIfDue(clientId: string): void {
    const delivery = this.find(clientId)?.delivery;
    if (delivery?.kind === 'waiting' && delivery.retryAt <= Date.now()) this.retry(clientId);
  }

  private find(clientId: string): OutgoingMessage | undefined {
    return this.all().find((entry) => entry.clientId === clientId);
  }

  private change(clientId: string, to: Partial<OutgoingMessage>): void {
    this.all.update((entries) => entries.map((entry) => (entry.clientId === clientId ? { ...entry, ...to } : entry)));
  }
}
