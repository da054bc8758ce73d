import { hash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnsentFiles } from '../attachments/unsent-files.js';
import { type Tx, UnitOfWork } from '../core/database/unit-of-work.js';
import { InThePast } from '../core/errors/request-problems.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '../core/http/page.js';
import { Jobs } from '../core/jobs/jobs.js';
import type { Principal } from '../core/security/principal.js';
import { ConversationsService } from '../messages/conversations/conversations.service.js';
import type { ScheduledDto } from '../messages/later/dto/scheduled.dto.js';
import {
  type Kept,
  type LaterMessage,
  LaterSends,
  type LaterSendsKeeper,
  type LaterTime,
  whenOf,
} from '../messages/later/later-sends.js';
import { SendCancelled, TooManyScheduled } from '../messages/later/later.errors.js';
import { ClientIdReused, emptyBody } from '../messages/messages.errors.js';
import type { MessageDto } from '../messages/shape/message.dto.js';
import type { UpdateScheduledDto } from './dto/scheduled.dto.js';
import { AlreadySent, ScheduledNotFound } from './scheduled.errors.js';
import './scheduled.events.js';
import { ScheduledRepository, type ScheduledRow, ScheduledState } from './scheduled.repository.js';
import { ScheduledSender } from './scheduled-sender.js';
import { ScheduledShape } from './scheduled-shape.js';
import { sendMoment } from './send-moment.js';
import { SendScheduled } from './send-scheduled.js';

/** How many messages of one person can wait or have failed. */
const MAX_SCHEDULED = 100;
/** After how long another node sends what the one that was asked to did not finish. */
const SENT_BY_OTHERS_AFTER_MS = 60_000;

/** Keeps messages until their time has come, and lets their authors change, hasten and cancel them. */
@Injectable()
export class ScheduledService implements LaterSendsKeeper, OnModuleInit {
  constructor(
    private readonly scheduled: ScheduledRepository,
    private readonly shape: ScheduledShape,
    private readonly sender: ScheduledSender,
    private readonly files: UnsentFiles,
    private readonly conversations: ConversationsService,
    private readonly later: LaterSends,
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
    private readonly events: DomainEvents,
  ) {}

  onModuleInit(): void {
    this.later.register(this);
  }

  async keep({ userId }: Principal, given: LaterMessage, time: LaterTime): Promise<Kept> {
    const message = { ...given, clientId: given.clientId.toLowerCase() };
    const requestHash = hashOf(message);
    const moment = sendMoment(time);
    const { row, isNew } = await this.work.run(async (tx) => {
      await this.scheduled.lockKeeping(tx, userId);
      const earlier = await this.scheduled.findByClientId(tx, userId, message.clientId);
      if (earlier) return { row: earlier, isNew: false };
      if ((await this.scheduled.countOpen(tx, userId)) >= MAX_SCHEDULED) throw new TooManyScheduled(MAX_SCHEDULED);
      // What is kept of a group that is gone would outlive all that was erased with it.
      if (message.conversationId !== null) await this.conversations.holdMembership(tx, userId, message.conversationId);
      const kept = await this.scheduled.insert(tx, userId, message, moment, requestHash);
      if (!kept) throw new InThePast(pointerTo(time));
      await this.files.hold(tx, userId, message.attachmentIds, message.clientId);
      await this.enqueue(tx, kept);
      return { row: kept, isNew: true };
    });
    if (!row.requestHash.equals(requestHash)) throw new ClientIdReused();
    if (row.state === ScheduledState.Cancelled) throw new SendCancelled();
    if (row.sent) return { sent: row.sent };
    return { scheduled: isNew ? await this.told(row) : await this.shape.one(row, userId) };
  }

  /** What waits or failed, the next one to be sent first. */
  async page({ userId }: Principal, { limit, cursor }: PageQuery): Promise<Page<ScheduledDto>> {
    const [at, id] = cursor === undefined ? [] : decodeCursor(cursor, ['time', 'uuid']);
    const after = cursor === undefined ? undefined : { at: String(at), id: String(id) };
    const rows = await this.scheduled.page(userId, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: await this.shape.all(page, userId),
      nextCursor: last ? encodeCursor([last.sendAt.toISOString(), last.id]) : null,
    };
  }

  /** One while it is not sent; null otherwise. */
  async find(userId: string, id: string): Promise<ScheduledDto | null> {
    const row = await this.scheduled.find(userId, id);
    return row ? this.shape.one(row, undefined) : null;
  }

  /** Changes its text, its time or both; with a time, one that failed waits again. */
  async update({ userId }: Principal, id: string, dto: UpdateScheduledDto): Promise<ScheduledDto> {
    const subject = dto.subject === '' ? null : dto.subject;
    const time = whenOf(dto);
    const moment = time && sendMoment(time);
    const row = await this.work.run(async (tx) => {
      const { attachmentIds } = await this.lockOpen(tx, userId, id);
      if (dto.body === '' && attachmentIds.length === 0) throw emptyBody();
      const changed = await this.scheduled.change(tx, id, { body: dto.body, subject, moment });
      if (!changed) throw new InThePast(pointerTo(time));
      if (moment) await this.enqueue(tx, changed);
      return changed;
    });
    return this.told(row);
  }

  /** Takes it back. Throws AlreadySent from the moment on at which it is being sent. */
  async cancel({ userId }: Principal, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const { clientId } = await this.lockOpen(tx, userId, id);
      await this.scheduled.cancel(tx, id);
      await this.files.release(tx, userId, clientId);
      tx.afterCommit(() => this.events.emit('scheduled.updated', { userId, id, scheduled: null }));
    });
  }

  /** Sends it without waiting, also one that failed; the first message where it was composed for several. */
  async sendNow({ userId }: Principal, id: string): Promise<MessageDto> {
    const row = await this.work.run(async (tx) => {
      await this.lockOpen(tx, userId, id);
      const hastened = await this.scheduled.hasten(tx, id);
      await this.enqueue(tx, hastened, new Date(hastened.sendAt.getTime() + SENT_BY_OTHERS_AFTER_MS));
      return hastened;
    });
    const [message] = await this.sender.send(row);
    if (!message) throw new Error('What was sent went somewhere.');
    return message;
  }

  private async lockOpen(tx: Tx, userId: string, id: string): Promise<ScheduledRow> {
    const row = await this.scheduled.lock(tx, userId, id);
    if (!row || row.state === ScheduledState.Cancelled) throw new ScheduledNotFound();
    if (row.state === ScheduledState.Sent || row.state === ScheduledState.Sending) throw new AlreadySent();
    return row;
  }

  private enqueue(tx: Tx, { id, sendAt }: ScheduledRow, startAfter = sendAt): Promise<void> {
    return this.jobs.enqueue(tx, SendScheduled, { id, sendAt: sendAt.toISOString() }, { startAfter });
  }

  private async told(row: ScheduledRow): Promise<ScheduledDto> {
    const { authorId: userId, id } = row;
    this.events.emit('scheduled.updated', { userId, id, scheduled: await this.shape.one(row, undefined) });
    return this.shape.one(row, userId);
  }
}

function pointerTo(time: LaterTime | undefined): string {
  return time && 'sendAtLocal' in time ? '/sendAtLocal' : '/sendAt';
}

/** Of what was asked for, whatever its time: a repeated request may come late. */
function hashOf(message: LaterMessage): Buffer {
  const { conversationId, toIds, separate, body, subject, replyToSeq, attachmentIds } = message;
  const content = [
    conversationId,
    [...toIds].sort(),
    separate,
    body,
    subject ?? null,
    subject === undefined,
    replyToSeq,
    // What was kept without files has the hash that it was stored with.
    ...(attachmentIds.length > 0 ? [attachmentIds.join()] : []),
  ];
  return hash('sha256', JSON.stringify(content), 'buffer').subarray(0, 16);
}
