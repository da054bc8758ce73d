import { ApiProperty } from '@nestjs/swagger';
import { ServerFrame } from '../realtime/frames/frame-classes.js';
import { ConversationHint } from '../realtime/frames/event.frames.js';
import { SavedMailDto, SavingDto } from './dto/saved.dto.js';

/** What I did with a message on one of my devices. */
export class SavedChangeDto {
  @ApiProperty({ type: 'integer', minimum: 1 })
  seq: number;
  /** Null when it is not saved any more. */
  @ApiProperty({ type: () => SavingDto, nullable: true })
  saved: SavingDto | null;
}

@ServerFrame({ summary: 'I saved a message on one of my devices, changed its reminder, or removed it.' })
export class SavedUpdatedEvent extends ConversationHint {
  static readonly type = 'saved.updated';

  data: SavedChangeDto;
}

@ServerFrame({ summary: 'The time has come to remind me of a message that I saved. Told once.' })
export class SavedDueEvent extends ConversationHint {
  static readonly type = 'saved.due';

  data: SavedMailDto;
}
