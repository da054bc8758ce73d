import { ApiProperty } from '@nestjs/swagger';
import { ScheduledDto } from '../messages/later/dto/scheduled.dto.js';
import { PlainHint } from '../realtime/frames/event.frames.js';
import { ServerFrame } from '../realtime/frames/frame-classes.js';

/** What became of a scheduled message. */
export class ScheduledChangeDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ type: () => ScheduledDto, nullable: true, description: 'Null when it was sent or cancelled.' })
  scheduled: ScheduledDto | null;
}

@ServerFrame({ summary: 'A message of mine was scheduled, changed, sent or cancelled, or could not be sent.' })
export class ScheduledUpdatedEvent extends PlainHint {
  static readonly type = 'scheduled.updated';

  data: ScheduledChangeDto;
}
