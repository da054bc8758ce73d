import { UserCardDto } from '../../users/dto/user-card.dto.js';
import type { UserCard } from '../../users/user-card.js';

/** One person among those that were loaded; accounts are never removed, so a missing one is a fault of ours. */
export function cardIn(cards: ReadonlyMap<string, UserCard>, id: string): UserCardDto {
  const card = cards.get(id);
  if (!card) throw new Error(`The person ${id} was not loaded.`);
  return UserCardDto.from(card);
}
