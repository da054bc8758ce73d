import { ApiProperty } from '@nestjs/swagger';
import { UserCardDto } from '../../users/dto/user-card.dto.js';

/** Somebody whom I block. */
export class BlockDto {
  user: UserCardDto;
  @ApiProperty({ format: 'date-time' })
  blockedAt: string;
}

/** One page of the people whom I block, the one I blocked last first. */
export class BlockPageDto {
  items: BlockDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
