import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/unit-of-work.js';
import { ValidationFailed } from '../core/errors/request-problems.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Principal } from '../core/security/principal.js';
import { type MyStateRow, toMyState } from './conversation-rows.js';
import { ConversationNotFound } from './conversations.errors.js';
import type { MarkReadDto } from './dto/mark-read.dto.js';
import type { MyFullStateDto, MyStateDto } from './dto/my-state.dto.js';
import type { UpdateMyStateDto } from './dto/update-my-state.dto.js';
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
    return new Map(
      rows.map((row) => [
        row.conversationId,
        { ...toMyState(row), clearedThroughSeq: row.clearedThroughSeq, hidden: row.hidden },
      ]),
    );
  }

  /** Moves the read position; a position that is not further on changes nothing. `origin` is not told again. */
  async markRead(principal: Principal, conversationId: string, dto: MarkReadDto, origin?: symbol): Promise<void> {
    const { userId } = principal;
    if (dto.unread && dto.seq === 0) throw ValidationFailed.at('/seq', 'too_small', 'The first message is number 1.');
    const moved = dto.unread
      ? await this.states.unreadFrom(conversationId, userId, dto.seq)
      : await this.states.readThrough(conversationId, userId, dto.seq);
    if (!moved) return this.explainStandstill(userId, conversationId, dto.seq);
    this.tellMyDevices(principal, conversationId, moved, origin);
    if (!dto.unread) {
      this.events.emit('receipt.read', { conversationId, userId, seq: moved.lastReadSeq, at: new Date() });
    }
  }

  async update(principal: Principal, conversationId: string, dto: UpdateMyStateDto): Promise<MyStateDto> {
    const mutedUntil = typeof dto.mutedUntil === 'string' ? new Date(dto.mutedUntil) : dto.mutedUntil;
    const isEmpty = dto.archived === undefined && dto.mutedUntil === undefined && dto.pinned === undefined;
    const row = isEmpty
      ? (await this.states.full(principal.userId, [conversationId]))[0]
      : await this.states.change(conversationId, principal.userId, {
          archived: dto.archived,
          mutedUntil,
          pinned: dto.pinned,
        });
    if (!row) throw new ConversationNotFound();
    if (!isEmpty) this.tellMyDevices(principal, conversationId, row);
    return toMyState(row);
  }

  /** Notes, within a transaction, that this person hid or restored messages, and tells their devices after it. */
  async touch(
    tx: Tx,
    conversationId: string,
    userId: string,
    what: { hidden?: number[]; restored?: number[] },
  ): Promise<void> {
    const row = await this.states.touch(tx, conversationId, userId);
    tx.afterCommit(() => this.events.emit('me.updated', { conversationId, userId, me: toMyState(row), ...what }));
  }

  /** Tells this person's devices, after the transaction, of a state that somebody else changed in it. */
  async tellOf(tx: Tx, conversationId: string, userId: string): Promise<void> {
    const row = await this.states.findIn(tx, conversationId, userId);
    if (!row) return;
    tx.afterCommit(() => this.events.emit('me.updated', { conversationId, userId, me: toMyState(row) }));
  }

  private tellMyDevices(principal: Principal, conversationId: string, row: MyStateRow, origin?: symbol): void {
    const me = toMyState(row);
    this.events.emit('me.updated', { conversationId, userId: principal.userId, me, ...(origin && { origin }) });
  }

  private async explainStandstill(userId: string, conversationId: string, seq: number): Promise<void> {
    const lastSeq = await this.states.lastSeq(conversationId, userId);
    if (lastSeq === undefined) throw new ConversationNotFound();
    if (seq > lastSeq) {
      throw ValidationFailed.at('/seq', 'too_large', `The newest message of this conversation is number ${lastSeq}.`);
    }
  }
}
