import { ApiProperty } from '@nestjs/swagger';
import { UserCardDto } from '../../users/dto/user-card.dto.js';

/** How far a message got with one person. */
export class MessageReceiptDto {
  user: UserCardDto;
  /** It reached them. In groups of more than a hundred this is known only of those who have read it. */
  delivered: boolean;
  /** They have read it; null when one of us does not show it. */
  @ApiProperty({ type: Boolean, nullable: true, example: true })
  read: boolean | null;
  /** When they read it; null when that is not known: not read, not shown, a group of more than 20, or long ago. */
  @ApiProperty({ type: Date, nullable: true, example: '2026-11-24T08:15:00.000Z' })
  readAt: Date | null;
}

/** How far a message got in all. */
export class ReceiptCountsDto {
  /**
   * Everybody in the conversation who sees it, but for its author.
   * @example 7
   */
  recipients: number;
  /** @example 5 */
  deliveredTo: number;
  /**
   * Without those who do not show it.
   * @example 3
   */
  readBy: number;
}

/** How far a message got with each person, in the order of their accounts. */
export class MessageReceiptPageDto {
  items: MessageReceiptDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
  /** Of all pages. */
  counts: ReceiptCountsDto;
}
