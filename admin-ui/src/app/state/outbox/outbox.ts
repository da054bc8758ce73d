import { inject, Injectable, signal } from '@angular/core';
import type { MessageDto } from '../../api/models/message-dto';
import { randomId } from '../../core/random-id';
import { serverNow } from '../../core/server-clock';
import { ServerLife } from '../../core/server-life';
import { backoffDelay } from '../../core/realtime/backoff';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { heldAfter, isGoneAfter } from '../messages/held-message';
import { Uploads } from '../uploads/uploads';
import type { ScheduledChangeDto } from '../../api/models/scheduled-change-dto';
import { MessageDelivery, Undelivered } from './message-delivery';
import { OutboxStorage } from './outbox-storage';
import type { Draft, Held, OutgoingMessage } from './outgoing-message';

const SENDING = { kind: 'sending' } as const;
/** So long what is new waits for what is read from the device; then it goes first. */
const READING_MS = 2_000;

/**
 * Messages that are not confirmed yet, of all conversations. In each conversation they leave one after the other in
 * the order they were written; what may succeed later is tried again with the same `clientId`, what may not waits for
 * a decision and holds nobody up. Neither a reload of the page nor the end of the browser loses one.
 */
@Injectable({ providedIn: 'root' })
export class Outbox {
  private readonly delivery = inject(MessageDelivery);
  private readonly storage = inject(OutboxStorage);
  private readonly life = inject(ServerLife);
  private readonly uploads = inject(Uploads);
  private readonly all = signal<readonly OutgoingMessage[]>([]);
  private whose: string | undefined;
  /** Until it is settled what was left of earlier visits, nothing may overtake it. */
  private reading: Promise<unknown> = Promise.resolve();
  private lastCreatedAt = 0;
  private readonly busy = new Set<string>();
  private readonly listeners = new Set<(message: MessageDto) => void>();

  readonly messages = this.all.asReadonly();

  /** Somebody is here: goes on with what they had not sent when the page was reloaded or closed. */
  resume(userId: string): void {
    this.whose = userId;
    this.uploads.resume();
    const take = (left: readonly OutgoingMessage[]): void => {
      if (this.whose === userId) this.takeUp(left);
    };
    const read = this.storage.takeLeft().then(take);
    this.reading = Promise.race([read, new Promise((resolve) => setTimeout(resolve, READING_MS))]);
    void read.then(() => this.storage.takeFormer()).then(take);
  }

  /** Is told of each message that the server confirmed, before it leaves the outbox. */
  onConfirmed(listener: (message: MessageDto) => void): void {
    this.listeners.add(listener);
  }

  /** Takes the message in at once and sends it as soon as possible; the answer is its `clientId`. */
  send(conversationId: string, draft: Draft): string {
    const { clientId = randomId() } = draft;
    const entry: OutgoingMessage = {
      ...draft,
      clientId,
      conversationId,
      createdAt: this.nextTime(),
      delivery: SENDING,
      failedTries: 0,
    };
    this.all.update((entries) => [...entries, entry]);
    this.storage.keep(entry);
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

  /**
   * Takes back what the server holds; the answer is what was written. Undefined when it is not held any more. Throws
   * `Undelivered` when it was sent, or nobody knows.
   */
  async takeBack(clientId: string): Promise<OutgoingMessage | undefined> {
    const entry = this.find(clientId);
    if (entry?.delivery.kind !== 'held') return undefined;
    await this.delivery.takeBack(entry.delivery);
    return this.takeOut(clientId);
  }

  /** There is a connection: tries everything again that waits, and asks what became of what is held. */
  sayAll(): void {
    this.uploads.retryWaiting();
    for (const { delivery, clientId } of this.all())
      if (delivery.kind === 'waiting' || delivery.kind === 'held') this.retry(clientId);
    for (const id of new Set(this.all().map(({ conversationId }) => conversationId))) void this.pump(id);
  }

  /** Takes it out unsent, with its files. */
  discard(clientId: string): void {
    for (const { id } of this.drop(clientId)?.files ?? []) this.uploads.remove(id);
  }

  /** Sends it without the file for which it could not be sent. */
  sendWithout(clientId: string): void {
    const entry = this.find(clientId);
    const lostId = entry?.delivery.kind === 'failed' ? entry.delivery.lostFileId : undefined;
    if (!entry || lostId === undefined) return;
    this.uploads.remove(lostId);
    this.change(clientId, { files: (entry.files ?? []).filter(({ id }) => id !== lostId) });
    this.retry(clientId);
  }

  /** Takes it out unsent, to go on with it where one writes. */
  takeOut(clientId: string): OutgoingMessage | undefined {
    const entry = this.drop(clientId);
    this.uploads.giveBack(entry?.files ?? []);
    return entry;
  }

  /** The server has this one, whoever says so. */
  confirm(clientId: string): void {
    this.uploads.confirm(this.drop(clientId)?.files ?? []);
  }

  /** What it answers is shown as it is now, or not at all. */
  follow(event: RealtimeEvent, myId: string | undefined): void {
    if (event.type === 'scheduled.updated') this.followHeld(event.data);
    for (const { clientId, replyTo } of this.all()) {
      const held = replyTo && heldAfter(replyTo, event, myId);
      if (!held || !replyTo) continue;
      const isLeft = event.type === 'member.removed' && isGoneAfter(replyTo, event, myId);
      if (isLeft || held !== replyTo) this.change(clientId, { replyTo: isLeft ? { ...held, body: '' } : held });
    }
  }

  /** Another device may have changed or taken back what is held; what failed stands among what is scheduled. */
  private followHeld({ id, scheduled }: ScheduledChangeDto): void {
    const held = this.all().find(({ delivery }) => delivery.kind === 'held' && delivery.scheduledId === id);
    if (!held) return;
    if (scheduled?.state === 'failed') this.letGo(held.clientId);
    // Sent or taken back: the answer to the same request says which.
    else if (!scheduled) this.retry(held.clientId);
  }

  /** What they answer had numbers that now stand for others; the words themselves go out as they are. */
  beginAnew(): void {
    const unquoted = ({ replyTo: _, ...entry }: OutgoingMessage): OutgoingMessage => entry;
    this.all.update((entries) => entries.map(unquoted));
    for (const entry of this.all()) this.storage.keep(entry);
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.whose = undefined;
    this.all.set([]);
    this.uploads.clear();
  }

  /** Another device has it in hand, with its files. */
  private letGo(clientId: string): void {
    this.uploads.drop(this.drop(clientId)?.files ?? []);
  }

  private drop(clientId: string): OutgoingMessage | undefined {
    const entry = this.find(clientId);
    if (!entry) return undefined;
    this.all.update((entries) => entries.filter((other) => other !== entry));
    this.storage.drop(clientId);
    return entry;
  }

  private takeUp(left: readonly OutgoingMessage[]): void {
    if (left.length === 0) return;
    const taken = left.map((entry) => (entry.delivery.kind === 'failed' ? entry : { ...entry, delivery: SENDING }));
    const ids = new Set(taken.map(({ clientId }) => clientId));
    this.all.update((entries) => [...taken, ...entries.filter(({ clientId }) => !ids.has(clientId))]);
    for (const id of new Set(taken.map(({ conversationId }) => conversationId))) void this.pump(id);
  }

  /** Never twice the same, so that it tells the order in which messages were written. */
  private nextTime(): string {
    this.lastCreatedAt = Math.max(serverNow().getTime(), this.lastCreatedAt + 1);
    return new Date(this.lastCreatedAt).toISOString();
  }

  private async pump(conversationId: string): Promise<void> {
    if (this.busy.has(conversationId)) return;
    this.busy.add(conversationId);
    try {
      await this.reading;
      for (let next = this.next(conversationId); next; next = this.next(conversationId)) await this.attempt(next);
    } finally {
      this.busy.delete(conversationId);
    }
  }

  /** The first that did not fail and is not held; nothing overtakes one that waits, nor an answer whose message nobody is sure of. */
  private next(conversationId: string): OutgoingMessage | undefined {
    const isInLine = (entry: OutgoingMessage): boolean =>
      entry.conversationId === conversationId && !['failed', 'held'].includes(entry.delivery.kind);
    const first = this.all().find(isInLine);
    const isHeld = first?.replyTo !== undefined && this.life.isDoubted();
    return first?.delivery.kind === 'sending' && !isHeld ? first : undefined;
  }

  private async attempt(entry: OutgoingMessage): Promise<void> {
    try {
      const answer = await this.delivery.deliver(entry);
      if ('scheduledId' in answer) return this.hold(entry, answer);
      for (const listener of this.listeners) listener(answer);
      this.confirm(entry.clientId);
    } catch (error) {
      if (!(error instanceof Undelivered)) throw error;
      if (error.about.isInOtherHands) this.letGo(entry.clientId);
      else this.fail(entry, error);
    }
  }

  private hold({ clientId }: OutgoingMessage, held: Held): void {
    if (this.find(clientId)) this.change(clientId, { delivery: { kind: 'held', ...held } });
  }

  private fail(entry: OutgoingMessage, { reason, isTemporary, canRetry, about }: Undelivered): void {
    const { retryAfterMs = 0, isRefusal, lostFileId } = about;
    const tried = {
      failedTries: entry.failedTries + 1,
      ...((isRefusal || entry.wasRefused) && { wasRefused: true }),
    };
    if (!isTemporary)
      return this.change(entry.clientId, {
        ...tried,
        delivery: { kind: 'failed', reason, canRetry, ...(lostFileId !== undefined && { lostFileId }) },
      });
    const delay = Math.max(retryAfterMs, backoffDelay(tried.failedTries));
    this.change(entry.clientId, { ...tried, delivery: { kind: 'waiting', reason, retryAt: Date.now() + delay } });
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
    const changed = this.find(clientId);
    if (changed) this.storage.keep(changed);
  }
}
