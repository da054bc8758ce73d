import { Injectable } from '@nestjs/common';
import type { MessageDto } from './shape/message.dto.js';
import {
  ConversationNotFound,
  RecipientInactive,
  RoleRequired,
  YouBlocked,
} from './conversations/conversations.errors.js';
import { type OnlyForAuthor, onlyForAuthor } from './shape/hidden-parts.js';
import type { MessageRow } from './shape/message-rows.js';
import { type MessagePlace, placeKey } from './shape/message-parts.js';
import { MessageShape } from './shape/message-shape.js';
import { ConversationsService } from './conversations/conversations.service.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Principal } from '../core/security/principal.js';
import { ForwardingService } from './forwarding/forwarding.service.js';
import type { SendMessageDto } from './dto/send-message.dto.js';
import { MessageWriter } from './log/message-writer.js';
import { ClientIdReused, filesRefused, MessageNotFound, replyNotFound } from './messages.errors.js';
import type { MessageOrigin } from './messages.events.js';
import { MessagesRepository } from './reading/messages.repository.js';
import { bringsFiles, type SendResult, SendOutcome } from './log/send-batch.js';

/** Sends messages and reads single ones. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly writer: MessageWriter,
    private readonly messages: MessagesRepository,
    private readonly forwarding: ForwardingService,
    private readonly conversations: ConversationsService,
    private readonly shape: MessageShape,
    private readonly events: DomainEvents,
  ) {}

  /**
   * Sends once per `clientId`: a retry returns the first message as it now is, not as new, and tells nobody. Resolves after
   * the commit. `origin` is the connection it came over, which gets the acknowledgement in place of the event.
   */
  async send(
    principal: Principal,
    conversationId: string,
    dto: SendMessageDto,
    origin?: MessageOrigin,
  ): Promise<{ message: MessageDto; isNew: boolean }> {
    const attachmentIds = dto.attachmentIds?.map((id) => id.toLowerCase());
    const draft = {
      conversationId,
      senderId: principal.userId,
      clientId: dto.clientId.toLowerCase(),
      body: dto.body ?? '',
      subject: dto.subject,
      replyToSeq: dto.replyToSeq,
      ...(attachmentIds?.length && { attachmentIds }),
      origin,
      ...(dto.forward && (await this.forwarding.copied(principal, conversationId, dto, dto.forward))),
    };
    const result = await this.writer.append(draft);
    if (!result.message) return { message: await this.repeated(principal, conversationId, result), isNew: false };
    // Its files have addresses that are the sender's own, where no frame tells of it.
    const hasOwn = bringsFiles(draft) && !origin;
    const message = hasOwn ? await this.visible(principal, conversationId, result.seq) : result.message;
    return { message, isNew: true };
  }

  /** One message, for this person to see; throws MessageNotFound or ConversationNotFound. */
  async get(principal: Principal, conversationId: string, seq: number): Promise<MessageDto> {
    const message = await this.visible(principal, conversationId, seq);
    this.events.emit('messages.served', { userId: principal.userId, messages: [message] });
    return message;
  }

  /** One message that this person would see; throws MessageNotFound or ConversationNotFound. */
  async visible(principal: Principal, conversationId: string, seq: number): Promise<MessageDto> {
    const row = await this.messages.find(conversationId, principal.userId, seq);
    if (row) return this.describe(row, principal.userId);
    await this.conversations.requireMembership(principal, conversationId);
    throw new MessageNotFound();
  }

  /** Those of these that this person can read, in their order; hidden and deleted ones are absent. */
  async readable({ userId }: Principal, places: readonly MessagePlace[]): Promise<MessageDto[]> {
    if (places.length === 0) return [];
    const messages = await this.shape.all(await this.messages.readable(userId, places), userId);
    const found = new Map(messages.map((message) => [placeKey(message), message]));
    return places.flatMap((place) => found.get(placeKey(place)) ?? []);
  }

  /**
   * A message as everybody is told of it, and what of it only its author is: nothing in it is this person's own, be it hidden
   * from them or not.
   */
  async forEverybody(
    conversationId: string,
    userId: string,
    seq: number,
  ): Promise<{ message: MessageDto; onlyForAuthor?: OnlyForAuthor }> {
    const row = await this.messages.findUnfiltered(conversationId, userId, seq);
    if (!row) throw new MessageNotFound();
    return { message: await this.describe(row, undefined), ...onlyForAuthor(row) };
  }

  private async describe(row: MessageRow, reader: string | undefined): Promise<MessageDto> {
    return (await this.shape.prepare([row], reader)).message(row);
  }

  private async repeated(principal: Principal, conversationId: string, result: SendResult): Promise<MessageDto> {
    switch (result.outcome) {
      case SendOutcome.Repeated: {
        const row = await this.messages.findUnfiltered(conversationId, principal.userId, result.seq);
        if (!row) throw new ConversationNotFound();
        return this.describe(row, principal.userId);
      }
      case SendOutcome.OtherContent:
        throw new ClientIdReused();
      case SendOutcome.NotMember:
        throw new ConversationNotFound();
      case SendOutcome.RecipientInactive:
        throw new RecipientInactive();
      case SendOutcome.ReplyNotFound:
        throw replyNotFound();
      case SendOutcome.NotForMembers:
        throw new RoleRequired('Only owners and admins write in this group.');
      case SendOutcome.SenderBlocks:
        throw new YouBlocked();
      case SendOutcome.AttachmentNotFound:
        throw filesRefused([{ place: result.seq, isInUse: false }]);
      case SendOutcome.AttachmentInUse:
        throw filesRefused([{ place: result.seq, isInUse: true }]);
      case SendOutcome.Sent:
      case SendOutcome.SentHidden:
        throw new Error('A message that was sent has been announced.');
    }
  }
}
