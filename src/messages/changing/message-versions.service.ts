import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '../../core/http/page.js';
import type { Principal } from '../../core/security/principal.js';
import { MessagesService } from '../messages.service.js';
import type { MessageVersionDto } from './dto/message-version.dto.js';
import { MessageVersionsRepository } from './message-versions.repository.js';

/** Shows what a message said before it was edited, to whoever may read it now. */
@Injectable()
export class MessageVersionsService {
  constructor(
    private readonly versions: MessageVersionsRepository,
    private readonly messages: MessagesService,
  ) {}

  /** The earlier versions, newest first; throws MessageNotFound or ConversationNotFound. */
  async page(
    principal: Principal,
    conversationId: string,
    seq: number,
    { limit, cursor }: PageQuery,
  ): Promise<Page<MessageVersionDto>> {
    const below = cursor === undefined ? undefined : Number(decodeCursor(cursor, ['integer'])[0]);
    await this.messages.visible(principal, conversationId, seq);
    const rows = await this.versions.page(conversationId, seq, below, limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ body, subject, writtenAt }) => ({ body, subject, editedAt: writtenAt.toISOString() })),
      nextCursor: last ? encodeCursor([last.version]) : null,
    };
  }
}
