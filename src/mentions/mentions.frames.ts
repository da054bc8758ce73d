import { ApiProperty } from '@nestjs/swagger';
import { ConversationHint } from '../realtime/frames/event.frames.js';
import { ServerFrame } from '../realtime/frames/frame-classes.js';

/** In which message somebody is mentioned. */
export class MentionNewsDto {
  seq: number;
  /** Who wrote it. */
  @ApiProperty({ format: 'uuid' })
  userId: string;
  /** Everyone is mentioned, and I neither by name nor with a team or as active. */
  everyone: boolean;
  /** The team of mine that is mentioned; absent where I am by name, or with everyone. */
  @ApiProperty({ format: 'uuid', required: false })
  teamId?: string;
  /** Those who were active are mentioned and I am one of them, neither by name nor with a team; otherwise absent. */
  @ApiProperty({ type: Boolean, required: false })
  here?: true;
}

@ServerFrame({
  summary: 'Somebody mentioned me, in a new message or by an edit. Told to the one who is mentioned alone.',
})
export class MentionCreatedEvent extends ConversationHint {
  static readonly type = 'mention.created';

  data: MentionNewsDto;
}
