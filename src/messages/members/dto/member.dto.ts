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

/** A subject that messages of this conversation have. */
export class SubjectDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example Budget Q4 */
  title: string;
  /**
   * How many messages have it. Of more than a hundred, those that I deleted for myself are counted too; whoever does not
   * see the beginning of the conversation is told no more than a hundred.
   */
  messageCount: number;
  /** Null: still open. */
  @ApiProperty({ type: Date, nullable: true })
  resolvedAt: Date | null;
  /** The subject that it became a part of. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  mergedInto: string | null;
  /** When the newest message was written that has it and that I see. */
  lastMessageAt: Date;
}

/** One page of the subjects of a conversation, most recently used first. */
export class SubjectPageDto {
  items: SubjectDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
