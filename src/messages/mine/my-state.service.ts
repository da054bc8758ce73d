import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import { DomainEvents } from '../../core/events/domain-events.js';
import type { Principal } from '../../core/security/principal.js';
import { type MyStateRow, toMyState } from '../conversations/conversation-rows.js';
import { ConversationNotFound, NothingToMarkUnread } from '../conversations/conversations.errors.js';
import type { MarkReadDto } from './dto/mark-read.dto.js';
import type { MyFullStateDto, MyStateDto } from './dto/my-state.dto.js';
import { DEFAULT_LEVEL, type UpdateMyStateDto } from './dto/update-my-state.dto.js';
import { MyStateRepository } from './my-state.repository.js';

/** Read position, mute, pin and archive of one person in one conversation. */
@Injectable()
export class MyStateService {
  constructor(
    private readonly states: MyStateRepository,
    private readonly events: DomainEvents,
  ) {}

  async get(principal: Principal, conversationId: string): Promise<MyFullStateDto> {
    const state = (await this.several(principal, [conversationId])).get(conversationId);
    if (!state) throw new ConversationNotFound();
    return state;
  }

  /** My state in those of these conversations that are mine, by their ids. */
  async several(principal: Principal, ids: readonly string[]): Promise<ReadonlyMap<string, MyFullStateDto>> {
    if (ids.length === 0) return new Map();
    const rows = await this.states.full(principal.userId, ids);
    return new Map(rows.map((row) => [row.conversationId, { ...toMyState(row), hidden: row.hidden }]));
  }

  /** Moves the read position; a position that is not further on changes nothing. `origin` is not told again. */
  async markRead(principal: Principal, conversationId: string, dto: MarkReadDto, origin?: symbol): Promise<void> {
    const { userId } = principal;
    if (dto.unread && dto.seq === 0) throw ValidationFailed.at('/seq', 'too_small', 'The first message is number 1.');
    if (dto.unread) return this.markUnread(principal, conversationId, dto.seq, origin);
    const hasMoved = await this.readThrough(principal, conversationId, dto.seq, origin);
    if (!hasMoved) await this.standing(conversationId, userId, dto.seq);
  }

  /**
   * Moves the read position of every conversation to where it ends now; what comes meanwhile stays unread. One after the
   * other, so that nobody who writes there waits for the others.
   */
  async markAllRead(principal: Principal): Promise<void> {
    for (const { conversationId, lastSeq } of await this.states.unread(principal.userId))
      await this.readThrough(principal, conversationId, lastSeq);
  }

  /** From `seq` on, or from the newest message before it that can be unread: not my own, not deleted. */
  private async markUnread(
    principal: Principal,
    conversationId: string,
    seq: number,
    origin: symbol | undefined,
  ): Promise<void> {
    const { userId } = principal;
    const { newestReceived } = await this.standing(conversationId, userId, seq);
    if (newestReceived === null) throw new NothingToMarkUnread();
    const moved = await this.states.unreadFrom(conversationId, userId, Math.min(seq, newestReceived));
    if (moved) this.tellMyDevices(principal, conversationId, moved, origin);
  }

  async update(principal: Principal, conversationId: string, dto: UpdateMyStateDto): Promise<MyStateDto> {
    const mutedUntil = typeof dto.mutedUntil === 'string' ? new Date(dto.mutedUntil) : dto.mutedUntil;
    const isEmpty = Object.values(dto).every((value) => value === undefined);
    const row = isEmpty
      ? (await this.states.full(principal.userId, [conversationId]))[0]
      : await this.states.change(conversationId, principal.userId, {
          archived: dto.archived,
          mutedUntil,
          pinned: dto.pinned,
          notify: dto.notify === DEFAULT_LEVEL ? null : dto.notify,
        });
    if (!row) throw new ConversationNotFound();
    if (!isEmpty) this.tellMyDevices(principal, conversationId, row);
    return toMyState(row);
  }

  /**
   * Pins these and keeps them in this order; other pinned ones follow by activity. One after the other, each told. Throws
   * ConversationNotFound before anything is changed, if one is not mine.
   */
  async orderPins(principal: Principal, ids: readonly string[]): Promise<void> {
    const { userId } = principal;
    const wanted = ids.map((id) => id.toLowerCase());
    const mine = await this.states.full(userId, wanted);
    if (mine.length < wanted.length) throw new ConversationNotFound();
    const others = (await this.states.placed(userId)).filter((id) => !wanted.includes(id));
    const change = { archived: undefined, mutedUntil: undefined, notify: undefined };
    const places = [
      ...wanted.map((id, pinPlace) => ({ id, pinPlace })),
      ...others.map((id) => ({ id, pinPlace: null })),
    ];
    for (const { id, pinPlace } of places) {
      const row = await this.states.change(id, userId, {
        ...change,
        pinned: pinPlace === null ? undefined : true,
        pinPlace,
      });
      if (row) this.tellMyDevices(principal, id, row);
    }
  }

  /** Notes, within a transaction, that this person hid a message, and tells their devices after it. */
  async hid(tx: Tx, conversationId: string, userId: string, seq: number): Promise<void> {
    await this.states.settle(tx, conversationId, seq, userId);
    await this.touch(tx, conversationId, userId, { hidden: [seq] });
  }

  /** The same of a message that they restored: it is unread again if it was. */
  async restored(tx: Tx, conversationId: string, userId: string, seq: number): Promise<void> {
    await this.states.forgetInboxTop(tx, conversationId, userId);
    await this.states.unsettle(tx, conversationId, seq, userId);
    await this.touch(tx, conversationId, userId, { restored: [seq] });
  }

  /** Within the transaction that gives a message back to everybody, under the lock of its conversation. */
  async restoredForAll(tx: Tx, conversationId: string, seq: number): Promise<void> {
    this.tellAfter(tx, conversationId, await this.states.unsettle(tx, conversationId, seq));
  }

  /** Deletes what `restored` cannot need any more: after so many days nothing can be restored. */
  async forgetSettled(days: number): Promise<void> {
    await this.states.deleteOldSettled(days);
  }

  /**
   * Within the transaction that takes a message from everybody, under the lock of its conversation: whoever sees nothing
   * unread any more has read to the end. Their devices are told after it.
   */
  async settle(tx: Tx, conversationId: string, seq: number): Promise<void> {
    this.tellAfter(tx, conversationId, await this.states.settle(tx, conversationId, seq));
  }

  /** Tells this person's devices, after the transaction, of a state that somebody else changed in it. */
  async tellOf(tx: Tx, conversationId: string, userId: string): Promise<void> {
    const row = await this.states.findIn(tx, conversationId, userId);
    if (!row) return;
    tx.afterCommit(() => this.events.emit('me.updated', { conversationId, userId, me: toMyState(row) }));
  }

  private tellAfter(tx: Tx, conversationId: string, rows: readonly (MyStateRow & { userId: string })[]): void {
    for (const { userId, ...row } of rows) {
      tx.afterCommit(() => this.events.emit('me.updated', { conversationId, userId, me: toMyState(row) }));
    }
  }

  private async touch(
    tx: Tx,
    conversationId: string,
    userId: string,
    what: { hidden?: number[]; restored?: number[] },
  ): Promise<void> {
    const row = await this.states.touch(tx, conversationId, userId);
    tx.afterCommit(() => this.events.emit('me.updated', { conversationId, userId, me: toMyState(row), ...what }));
  }

  private tellMyDevices(principal: Principal, conversationId: string, row: MyStateRow, origin?: symbol): void {
    const me = toMyState(row);
    this.events.emit('me.updated', { conversationId, userId: principal.userId, me, ...(origin && { origin }) });
  }

  private async readThrough(
    principal: Principal,
    conversationId: string,
    seq: number,
    origin?: symbol,
  ): Promise<boolean> {
    const { userId } = principal;
    const moved = await this.states.readThrough(conversationId, userId, seq);
    if (!moved) return false;
    this.tellMyDevices(principal, conversationId, moved, origin);
    this.events.emit('receipt.read', { conversationId, userId, seq: moved.lastReadSeq, at: new Date() });
    return true;
  }

  /** Where my conversation ends; throws ConversationNotFound, and ValidationFailed when `seq` is past that. */
  private async standing(conversationId: string, userId: string, seq: number) {
    const standing = await this.states.standing(conversationId, userId);
    if (!standing) throw new ConversationNotFound();
    if (seq > standing.lastSeq) {
      const detail = `The newest message of this conversation is number ${standing.lastSeq}.`;
      throw ValidationFailed.at('/seq', 'too_large', detail);
    }
    return standing;
  }
}
