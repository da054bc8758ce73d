import { Injectable } from '@nestjs/common';
import { filesOf, UnsentFiles } from '../attachments/unsent-files.js';
import { toConversationRef } from '../messages/conversations/conversation-rows.js';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '../core/http/page.js';
import type { Principal } from '../core/security/principal.js';
import { UserCards } from '../users/user-cards.js';
import { type DraftPosition, DraftListRepository } from './draft-list.repository.js';
import { DraftRecipients, recipientsOf } from './draft-recipients.js';
import type { ListedDraftDto } from './dto/draft.dto.js';

/** Lists what people began to write, in conversations and as new messages. */
@Injectable()
export class DraftListService {
  constructor(
    private readonly drafts: DraftListRepository,
    private readonly recipients: DraftRecipients,
    private readonly files: UnsentFiles,
    private readonly cards: UserCards,
  ) {}

  /** My drafts, most recently changed first. */
  async list({ userId }: Principal, query: PageQuery): Promise<Page<ListedDraftDto>> {
    const after = query.cursor === undefined ? undefined : positionOf(query.cursor);
    const rows = await this.drafts.page(userId, query.limit + 1, after);
    const page = rows.slice(0, query.limit);
    const cards = await this.cards.get(page.flatMap((row) => row.otherId ?? []));
    const recipients = await this.recipients.load(
      userId,
      page.flatMap((row) => row.toIds),
    );
    const files = await this.files.shown(
      userId,
      page.flatMap((row) => row.attachmentIds),
      userId,
    );
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ conversationId, toIds, ...row }) => ({
        id: row.id,
        body: row.body,
        subject: row.subject,
        replyToSeq: row.replyToSeq,
        attachments: filesOf(row.attachmentIds, files),
        version: row.version,
        updatedAt: row.updatedAt,
        conversation: conversationId === null ? null : toConversationRef({ ...row, conversationId }, cards),
        to: recipientsOf(toIds, recipients),
        separate: row.separate,
      })),
      nextCursor: last ? encodeCursor([last.updatedAt.toISOString(), last.id]) : null,
    };
  }
}

function positionOf(cursor: string): DraftPosition {
  const [at, id] = decodeCursor(cursor, ['time', 'uuid']);
  return { at: String(at), id: String(id) };
}
