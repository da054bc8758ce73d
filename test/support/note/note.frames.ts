import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { TextOfLength } from '../../../src/core/http/field-rules.js';
import { ConversationHint } from '../../../src/realtime/frames/event.frames.js';
import { ClientFrame, ServerFrame } from '../../../src/realtime/frames/frame-classes.js';
import { OptionalRef, type Ref } from '../../../src/realtime/frames/ref.js';
import { MAX_NOTE_LENGTH } from './note.limits.js';

@ClientFrame({ summary: 'Puts a note on a message; answered only when something is wrong.' })
export class NoteFrame {
  static readonly type = 'note';

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  conversationId: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  seq: number;

  @TextOfLength(1, MAX_NOTE_LENGTH)
  text: string;

  @OptionalRef()
  ref?: Ref;
}

/** A note on a message. */
export class NoteDto {
  @ApiProperty({ type: 'integer', minimum: 1 })
  seq: number;
  @ApiProperty({ format: 'uuid' })
  userId: string;
  @ApiProperty()
  text: string;
}

@ServerFrame({ summary: 'Somebody put a note on a message.' })
export class NoteAddedEvent extends ConversationHint {
  static readonly type = 'note.added';

  @ApiProperty({ type: () => NoteDto })
  data: NoteDto;
}
