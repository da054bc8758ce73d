import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../core/jobs/jobs.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { OutboxConsumer } from '../../core/outbox/outbox-consumer.js';
import { OutboxConsumers } from '../../core/outbox/outbox-consumers.js';
import type { ConversationMove } from '../../core/outbox/outbox.js';
import { MailPerson } from '../mail/mail-person.js';
import { NotifyPerson } from './notify-person.js';
import { UnheardRepository } from './unheard.repository.js';

/** Who reads a message so soon is not notified of it, and what comes meanwhile is one notification. */
const HELD_MS = 10_000;

/** Follows what is said, apart from the sends themselves, and plans to notify those who have a device, and to mail those who want that. */
@Injectable()
export class NotificationFollower implements OutboxConsumer, OnModuleInit {
  readonly name = 'notifications';
  /** Read each time, so that a test can be less patient. */
  heldMs = HELD_MS;

  constructor(
    private readonly consumers: OutboxConsumers,
    private readonly unheard: UnheardRepository,
    private readonly mailPerson: MailPerson,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.consumers.register(this);
  }

  async handle(moves: readonly ConversationMove[], tx: Tx): Promise<void> {
    const listeners = await this.unheard.listeners(tx, moves);
    const startAfter = new Date(Date.now() + this.heldMs);
    const pushes = listeners
      .filter(({ hasDevice }) => hasDevice)
      .map(({ userId, conversationId }) => ({
        data: { userId, conversationId },
        singletonKey: `${userId}:${conversationId}`,
        startAfter,
      }));
    await this.jobs.enqueueAll(tx, NotifyPerson, pushes);
    const mailAfter = new Map(listeners.map((listener) => [listener.userId, listener.mailAfter]));
    const mails = [...mailAfter].flatMap(([userId, minutes]) =>
      minutes === null ? [] : [this.mailPerson.planned(userId, minutes)],
    );
    await this.jobs.enqueueAll(tx, MailPerson, mails);
  }
}
