import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../../core/http/page.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';

/** Whose reactions are listed. */
export class ReactionsQueryDto extends PageQuery {
  @ApiProperty({ required: false, maxLength: 40, example: '👍', description: 'Only those with this emoji.' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  emoji?: string;
}

/** With what somebody reacted, and when. */
export class PersonReactionDto {
  /** @example "👍" */
  emoji: string;
  user: UserCardDto;
  @ApiProperty({ format: 'date-time' })
  at: string;
}

/** One page of who reacted to a message, the first one first. */
export class PersonReactionPageDto {
  items: PersonReactionDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
