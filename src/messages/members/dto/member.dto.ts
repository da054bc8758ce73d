import { ApiProperty } from '@nestjs/swagger';
import { UserCardDto } from '../../../users/dto/user-card.dto.js';

/** Somebody in a conversation. */
export class MemberDto {
  user: UserCardDto;
  @ApiProperty({ enum: ['owner', 'admin', 'member'] })
  role: 'owner' | 'admin' | 'member';
  joinedAt: Date;
  /**
   * What they have read, so that a direct conversation can show it at once; null when one of us does not show it.
   * @example 42
   */
  @ApiProperty({ type: Number, nullable: true })
  lastReadSeq: number | null;
  /**
   * What reached a device of theirs, as far as it is noted: in conversations of up to a hundred. Of somebody who does
   * not show me whether they are there, what they have read.
   * @example 44
   */
  lastDeliveredSeq: number;
  /** False for deactivated accounts. */
  isActive: boolean;
}

/** One page of members. */
export class MemberPageDto {
  items: MemberDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
