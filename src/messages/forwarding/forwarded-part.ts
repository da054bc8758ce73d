import type { UserCard } from '../../users/user-card.js';
import { defineMessagePart } from '../shape/message-parts.js';
import { cardIn } from '../shape/people.js';
import type { MentionDto } from '../shape/message.dto.js';
import { ForwardedDto } from './dto/forwarded.dto.js';

/** From whom a message was forwarded. */
export const FORWARDED_PART = defineMessagePart<ForwardedDto>(
  { field: 'forwarded', bit: 32 },
  { type: () => ForwardedDto, description: 'Of a copy: what it is a copy of, as it was then.' },
);

/** What a copy is a copy of. */
export interface Forwarded {
  readonly senderId: string;
  readonly sentAt: Date;
  /** Null where the copy is the whole message. */
  readonly body: string | null;
}

/** As the API shows it. */
export function toForwarded(
  { senderId, sentAt, body }: Forwarded,
  cards: ReadonlyMap<string, UserCard>,
  mentions: MentionDto[],
): ForwardedDto {
  return { sender: cardIn(cards, senderId), createdAt: sentAt.toISOString(), body, mentions };
}
