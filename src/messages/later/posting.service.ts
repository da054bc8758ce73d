import { HttpStatus, Injectable } from '@nestjs/common';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import type { Principal } from '../../core/security/principal.js';
import { ConversationsService } from '../conversations/conversations.service.js';
import { ComposeService } from '../mail/compose.service.js';
import type { ComposeDto, ComposedDto } from '../mail/dto/compose.dto.js';
import { replyNotFound } from '../messages.errors.js';
import { MessagesService } from '../messages.service.js';
import type { MessagePlace } from '../shape/message-parts.js';
import type { MessageDto } from '../shape/message.dto.js';
import type { PostMessageDto } from './dto/post.dto.js';
import type { ScheduledAnswerDto } from './dto/scheduled.dto.js';
import { LaterSends, type LaterTime, whenOf } from './later-sends.js';

export interface Posted<Sent> {
  /** Created when it is new, OK when it was sent before, Accepted when it is sent later. */
  readonly status: HttpStatus;
  readonly body: Sent | ScheduledAnswerDto;
}

/** Sends what people post at once, or hands it over to be sent later. */
@Injectable()
export class PostingService {
  constructor(
    private readonly messages: MessagesService,
    private readonly composing: ComposeService,
    private readonly conversations: ConversationsService,
    private readonly later: LaterSends,
  ) {}

  /** Into a conversation; as MessagesService.send where it is to be sent now. */
  async send(principal: Principal, conversationId: string, dto: PostMessageDto): Promise<Posted<MessageDto>> {
    const time = timeOf(dto);
    if (!time) {
      const { message, isNew } = await this.messages.send(principal, conversationId, dto);
      return sentNow(message, isNew);
    }
    if (dto.forward) throw ValidationFailed.at('/forward', 'not_for_later', 'Forward it without a time.');
    const { clientId, body = '', subject, replyToSeq = null } = dto;
    if (replyToSeq === null) await this.conversations.requireMembership(principal, conversationId);
    else if (!(await this.conversations.canAnswer(principal, conversationId, replyToSeq))) throw replyNotFound();
    await this.conversations.requireUnblocked(principal, conversationId);
    const attachmentIds = idsIn(dto);
    const target = { conversationId, toIds: [], separate: false };
    const kept = await this.later.keep(
      principal,
      { clientId, body, subject, replyToSeq, attachmentIds, ...target },
      time,
    );
    if ('scheduled' in kept) return { status: HttpStatus.ACCEPTED, body: kept };
    const [message] = await this.sentBefore(principal, kept.sent);
    if (!message) throw new Error('What was sent went somewhere.');
    return sentNow(message, false);
  }

  /** To people; as ComposeService.compose where it is to be sent now. */
  async compose(principal: Principal, dto: ComposeDto): Promise<Posted<ComposedDto>> {
    const time = timeOf(dto);
    if (!time) {
      const { sent, isNew } = await this.composing.compose(principal, dto);
      return sentNow(sent, isNew);
    }
    const toIds = await this.composing.reachable(principal, dto);
    const { clientId, body, subject = null, separate = false } = dto;
    const target = { conversationId: null, toIds, separate, replyToSeq: null, attachmentIds: idsIn(dto) };
    const kept = await this.later.keep(principal, { clientId, body, subject, ...target }, time);
    if ('scheduled' in kept) return { status: HttpStatus.ACCEPTED, body: kept };
    return sentNow({ items: await this.sentBefore(principal, kept.sent) }, false);
  }

  private sentBefore({ userId }: Principal, places: readonly MessagePlace[]): Promise<MessageDto[]> {
    return Promise.all(
      places.map(
        async ({ conversationId, seq }) => (await this.messages.forEverybody(conversationId, userId, seq)).message,
      ),
    );
  }
}

function sentNow<Sent>(body: Sent, isNew: boolean): Posted<Sent> {
  return { status: isNew ? HttpStatus.CREATED : HttpStatus.OK, body };
}

function idsIn({ attachmentIds = [] }: Pick<PostMessageDto, 'attachmentIds'>): string[] {
  return attachmentIds.map((id) => id.toLowerCase());
}

/** Undefined: at once. */
function timeOf(dto: Pick<PostMessageDto, 'sendAt' | 'sendAtLocal' | 'holdSeconds'>): LaterTime | undefined {
  const { holdSeconds } = dto;
  const when = whenOf(dto);
  if (!when) return holdSeconds ? { holdSeconds } : undefined;
  if (holdSeconds === undefined) return when;
  throw ValidationFailed.at('/holdSeconds', 'one_time_only', 'Say when to send it or how long to hold it, not both.');
}
