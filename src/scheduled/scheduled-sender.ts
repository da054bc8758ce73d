import { Injectable } from '@nestjs/common';
import { DomainError } from '../core/errors/domain-error.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { permissionsOf } from '../core/security/permissions.js';
import type { Principal } from '../core/security/principal.js';
import { ComposeService } from '../messages/mail/compose.service.js';
import type { SendMessageDto } from '../messages/dto/send-message.dto.js';
import { ClientIdReused, isReplyNotFound } from '../messages/messages.errors.js';
import { MessagePermission } from '../messages/messages.permissions.js';
import { MessagesService } from '../messages/messages.service.js';
import type { MessageDto } from '../messages/shape/message.dto.js';
import { Accounts } from '../users/accounts.js';
import { AuthorCannotSend } from './scheduled.errors.js';
import './scheduled.events.js';
import { ScheduledRepository, type ScheduledRow } from './scheduled.repository.js';
import { ScheduledShape } from './scheduled-shape.js';

/** "Not now", which a later try may find over. */
const PASSING = [429, 503];

/** Whether it will be refused as often as it is tried. */
export function isFinal(error: unknown): error is DomainError {
  return error instanceof DomainError && !PASSING.includes(error.definition.status);
}

/** Sends what was claimed, under the client id of its request: however often it is begun, it is one message. */
@Injectable()
export class ScheduledSender {
  constructor(
    private readonly scheduled: ScheduledRepository,
    private readonly shape: ScheduledShape,
    private readonly messages: MessagesService,
    private readonly composing: ComposeService,
    private readonly accounts: Accounts,
    private readonly events: DomainEvents,
  ) {}

  /** What was sent; throws the problem for which it cannot be sent, which its author then finds beside the text. */
  async send(row: ScheduledRow): Promise<MessageDto[]> {
    try {
      const sent = await this.sendAs(await this.author(row), row);
      await this.scheduled.settle(
        row.id,
        sent.map(({ conversationId, seq }) => ({ conversationId, seq })),
      );
      this.events.emit('scheduled.updated', { userId: row.authorId, id: row.id, scheduled: null });
      return sent;
    } catch (error) {
      if (isFinal(error)) await this.fail(row, error);
      throw error;
    }
  }

  private async author({ authorId, id }: ScheduledRow): Promise<Principal> {
    const standing = await this.accounts.standing(authorId);
    const permissions = standing?.isActive ? permissionsOf(standing) : undefined;
    if (!standing || !permissions?.has(MessagePermission.Send)) throw new AuthorCannotSend();
    const { isStaff, isSuperuser } = standing;
    // No session asks for it: the one that did may have ended since.
    return { userId: authorId, sessionId: id, isStaff, isSuperuser, permissions };
  }

  private async sendAs(author: Principal, row: ScheduledRow): Promise<MessageDto[]> {
    const { clientId, conversationId, body, replySeq, attachmentIds, toIds, separate } = row;
    const subject = row.inheritsSubject ? undefined : row.subject;
    if (conversationId === null) {
      const message = { to: toIds, clientId, body, subject, separate, attachmentIds };
      const { sent } = await this.composing.compose(author, message);
      return sent.items;
    }
    return [await this.answer(author, conversationId, { clientId, body, subject, attachmentIds }, replySeq)];
  }

  /** With what it answers; without, where that is not there for its author any more, now or when it was begun before. */
  private async answer(
    author: Principal,
    conversationId: string,
    message: SendMessageDto,
    replyToSeq: number | null,
  ): Promise<MessageDto> {
    if (replyToSeq !== null) {
      try {
        return (await this.messages.send(author, conversationId, { ...message, replyToSeq })).message;
      } catch (error) {
        if (!isReplyNotFound(error) && !(error instanceof ClientIdReused)) throw error;
      }
    }
    return (await this.messages.send(author, conversationId, message)).message;
  }

  private async fail({ id }: ScheduledRow, { definition, detail }: DomainError): Promise<void> {
    const failed = await this.scheduled.fail(id, { code: definition.code, detail });
    if (!failed) return;
    this.events.emit('scheduled.updated', {
      userId: failed.authorId,
      id,
      scheduled: await this.shape.one(failed, undefined),
    });
  }
}
