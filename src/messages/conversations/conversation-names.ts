import { Injectable } from '@nestjs/common';
import { foldedName } from '../../users/folded-name.js';
import { type UserCard, UserCards } from '../../users/user-cards.js';
import { ConversationNamesRepository } from './conversation-names.repository.js';
import { type ConversationRefRow, toConversationRef } from './conversation-rows.js';
import type { ConversationRefDto } from './dto/conversation.dto.js';

/** Finds somebody's conversations by the names of groups and of the other person. */
@Injectable()
export class ConversationNames {
  constructor(
    private readonly conversations: ConversationNamesRepository,
    private readonly cards: UserCards,
  ) {}

  /**
   * The one with this id, or those in whose name each word begins a word: first those that are called just so, then by how
   * lately they moved.
   */
  async find(userId: string, idOrName: string, limit: number): Promise<ConversationRefDto[]> {
    const rows = await this.conversations.of(userId);
    const id = idOrName.trim().toLowerCase();
    const meant = rows.filter(({ conversationId }) => conversationId === id);
    if (meant.length > 0) return this.shown(meant);
    const wanted = foldedName(idOrName);
    if (wanted === '') return [];
    const cards = await this.cards.get(rows.flatMap(({ otherId }) => otherId ?? []));
    const named = rows.map((row) => ({ row, names: namesOf(row, cards).map(foldedName) }));
    const exact = named.filter(({ names }) => names.includes(wanted));
    const words = wanted.split(' ');
    const like = named.filter(({ names }) =>
      names.some((name) => words.every((word) => ` ${name}`.includes(` ${word}`))),
    );
    return this.shown([...new Set([...exact, ...like].map(({ row }) => row))].slice(0, limit));
  }

  private async shown(rows: readonly ConversationRefRow[]): Promise<ConversationRefDto[]> {
    const cards = await this.cards.get(rows.flatMap(({ otherId }) => otherId ?? []));
    return rows.map((row) => toConversationRef(row, cards));
  }
}

function namesOf({ conversationSubject, otherId }: ConversationRefRow, cards: ReadonlyMap<string, UserCard>): string[] {
  const other = otherId === null ? undefined : cards.get(otherId);
  return [
    ...(conversationSubject === null ? [] : [conversationSubject]),
    ...(other ? [other.displayName, other.username] : []),
  ];
}
