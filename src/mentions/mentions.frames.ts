import { ApiProperty } from '@nestjs/swagger';
import { ConversationHint } from '../realtime/frames/event.frames.js';
import { ServerFrame } from '../realtime/frames/frame-classes.js';

/** In which message somebody is mentioned. */
export class MentionNewsDto {
  seq: number;
  /** Who wrote it. */
  @ApiProperty({ format: 'uuid' })
  userId: string;
  /** Everyone is mentioned, and I neither by name nor with a team. */
  everyone: boolean;
  /** The team of mine that is mentioned, where I am not by name; else null. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  teamId: string | null;
}

@ServerFrame({
  summary: 'Somebody mentioned me, in a new message or by an edit. Told to the one who is mentioned alone.',
})
export class MentionCreatedEvent extends ConversationHint {
  static readonly type = 'mention.created';

  data: MentionNewsDto;
}
