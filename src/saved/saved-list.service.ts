import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '../core/http/page.js';
import type { Principal } from '../core/security/principal.js';
import { ConversationsService } from '../messages/conversations/conversations.service.js';
import { MailService } from '../messages/mail/mail.service.js';
import { placeKey } from '../messages/shape/message-parts.js';
import type { SavedMailDto, SavedPlaceDto } from './dto/saved.dto.js';
import type { SavedPlace } from './saved.events.js';
import { type SavedPosition, SavedRepository } from './saved.repository.js';
import { toSaving } from './saved.service.js';

/** Shows people what they saved, as far as they can read it now. */
@Injectable()
export class SavedListService {
  constructor(
    private readonly saved: SavedRepository,
    private readonly mail: MailService,
    private readonly conversations: ConversationsService,
  ) {}

  /** What was saved last first. What cannot be read now is left out: such a page is short, and its cursor leads on. */
  async page({ userId }: Principal, { limit, cursor }: PageQuery): Promise<Page<SavedMailDto>> {
    const rows = await this.saved.page(userId, cursor === undefined ? undefined : positionOf(cursor), limit + 1);
    const page = rows.slice(0, limit);
    const messages = await this.mail.readable(userId, page);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.flatMap((row) => {
        const message = messages.get(placeKey(row));
        return message ? [{ ...message, ...toSaving(row) }] : [];
      }),
      nextCursor: last ? encodeCursor([last.savedAt.toISOString(), last.conversationId, last.seq]) : null,
    };
  }

  /** Which messages of a conversation, the newest one first. */
  async places(
    principal: Principal,
    conversationId: string,
    { limit, cursor }: PageQuery,
  ): Promise<Page<SavedPlaceDto>> {
    const below = cursor === undefined ? undefined : Number(decodeCursor(cursor, ['integer'])[0]);
    await this.conversations.requireMembership(principal, conversationId);
    const rows = await this.saved.inConversation(principal.userId, conversationId, below, limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => ({ seq: row.seq, ...toSaving(row) })),
      nextCursor: last ? encodeCursor([last.seq]) : null,
    };
  }

  /** One of them, unless it is not saved or cannot be read any more. */
  async find(place: SavedPlace): Promise<SavedMailDto | undefined> {
    const row = await this.saved.find(place);
    const message = row && (await this.mail.readable(place.userId, [place])).get(placeKey(place));
    return message && { ...message, ...toSaving(row) };
  }
}

function positionOf(cursor: string): SavedPosition {
  const [at, conversationId, seq] = decodeCursor(cursor, ['time', 'uuid', 'integer']);
  return { at: String(at), conversationId: String(conversationId), seq: Number(seq) };
}
