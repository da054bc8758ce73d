import { Injectable } from '@nestjs/common';
import { filesOf, UnsentFiles } from '../attachments/unsent-files.js';
import type { ScheduledDto } from '../messages/later/dto/scheduled.dto.js';
import type { AttachmentDto } from '../messages/shape/message.dto.js';
import { UserCardDto } from '../users/dto/user-card.dto.js';
import { UserCards } from '../users/user-cards.js';
import { type ScheduledRow, ScheduledState } from './scheduled.repository.js';

/** Scheduled messages as their authors are shown them. */
@Injectable()
export class ScheduledShape {
  constructor(
    private readonly cards: UserCards,
    private readonly files: UnsentFiles,
  ) {}

  /** All of one author, who is also the `reader` of an answer; undefined: as all devices are told. */
  async all(rows: readonly ScheduledRow[], reader: string | undefined): Promise<ScheduledDto[]> {
    const [cards, files] = await Promise.all([
      this.cards.get(rows.flatMap(({ toIds }) => toIds)),
      this.filesOf(rows, reader),
    ]);
    return rows.map(({ id, clientId, conversationId, toIds, separate, body, subject, ...row }) => {
      const to = toIds.flatMap((userId) => {
        const card = cards.get(userId);
        return card ? [UserCardDto.from(card)] : [];
      });
      const state = row.state === ScheduledState.Failed ? 'failed' : 'waiting';
      const { problem, replySeq: replyToSeq } = row;
      const attachments = filesOf(row.attachmentIds, files);
      const sendAt = row.sendAt.toISOString();
      const { wallTime: time, wallZone: zone } = row;
      const sendAtLocal = time !== null && zone !== null ? { time, zone } : null;
      const when = { sendAt, sendAtLocal, state, problem } as const;
      return { id, clientId, conversationId, to, separate, body, subject, replyToSeq, attachments, ...when };
    });
  }

  async one(row: ScheduledRow, reader: string | undefined): Promise<ScheduledDto> {
    const [scheduled] = await this.all([row], reader);
    if (!scheduled) throw new Error('A row has its shape.');
    return scheduled;
  }

  private async filesOf(rows: readonly ScheduledRow[], reader: string | undefined) {
    const [first] = rows;
    if (!first) return new Map<string, AttachmentDto>();
    const ids = rows.flatMap(({ attachmentIds }) => attachmentIds);
    return this.files.shown(first.authorId, ids, reader);
  }
}
