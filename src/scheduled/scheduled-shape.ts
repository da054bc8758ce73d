import { Injectable } from '@nestjs/common';
import type { ScheduledDto } from '../messages/later/dto/scheduled.dto.js';
import { UserCardDto } from '../users/dto/user-card.dto.js';
import { UserCards } from '../users/user-cards.js';
import { type ScheduledRow, ScheduledState } from './scheduled.repository.js';

/** Scheduled messages as their authors are shown them. */
@Injectable()
export class ScheduledShape {
  constructor(private readonly cards: UserCards) {}

  async all(rows: readonly ScheduledRow[]): Promise<ScheduledDto[]> {
    const cards = await this.cards.get(rows.flatMap(({ toIds }) => toIds));
    return rows.map(({ id, clientId, conversationId, toIds, separate, body, subject, ...row }) => {
      const to = toIds.flatMap((userId) => {
        const card = cards.get(userId);
        return card ? [UserCardDto.from(card)] : [];
      });
      const state = row.state === ScheduledState.Failed ? 'failed' : 'waiting';
      const { problem, replySeq: replyToSeq } = row;
      const sendAt = row.sendAt.toISOString();
      return { id, clientId, conversationId, to, separate, body, subject, replyToSeq, sendAt, state, problem };
    });
  }

  async one(row: ScheduledRow): Promise<ScheduledDto> {
    const [scheduled] = await this.all([row]);
    if (!scheduled) throw new Error('A row has its shape.');
    return scheduled;
  }
}
