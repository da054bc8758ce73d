import { ApiProperty } from '@nestjs/swagger';
import { PlainHint } from '../realtime/frames/event.frames.js';
import { ServerFrame } from '../realtime/frames/frame-classes.js';
import { UserCardDto } from '../users/dto/user-card.dto.js';

/** Whom I block, or do not block any more. */
export class BlockChangeDto {
  user: UserCardDto;
  /** Null when I do not block them any more. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  blockedAt: string | null;
}

@ServerFrame({ summary: 'I blocked somebody on one of my devices, or unblocked them. Nobody else hears of it.' })
export class BlockUpdatedEvent extends PlainHint {
  static readonly type = 'block.updated';

  data: BlockChangeDto;
}
