import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { ShowsMessageParts } from '../../messages/shape/message-parts.js';
import { MessageDto } from '../../messages/shape/message.dto.js';
import { SendMessageDto } from '../../messages/dto/send-message.dto.js';
import { LoggedEvent } from '../frames/event.frames.js';
import { ClientFrame, ServerFrame } from '../frames/frame-classes.js';
import { type Ref, RequiredRef } from '../frames/ref.js';

@ClientFrame({
  summary: 'Sends a message; answered by `ack` after the commit, or by `error`.',
  example: {
    ref: 1,
    conversationId: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071',
    clientId: '6f1c2a9e-8a55-4f0e-9a77-0d5b2f0d8c11',
    body: 'One housing, not three, and it fits.',
  },
})
export class SendFrame extends SendMessageDto {
  static readonly type = 'send';

  @RequiredRef()
  ref: Ref;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  conversationId: string;
}

@ServerFrame({ summary: 'The message is committed. Counts as its event.' })
export class AckFrame {
  static readonly type = 'ack';

  @RequiredRef()
  ref: Ref;
  message: MessageDto;
}

@ServerFrame({ summary: 'Somebody wrote, or a system line appeared.' })
export class MessageCreatedEvent extends LoggedEvent {
  static readonly type = 'message.created';

  data: MessageDto;
}

/** Why a message changed, and by whom. */
export class ChangeCauseDto {
  @ApiProperty({ enum: ['edited', 'restored', 'reaction', 'pinned'] })
  kind: 'edited' | 'restored' | 'reaction' | 'pinned';
  @ApiProperty({ format: 'uuid' })
  userId: string;
  /** Of a reaction: which. */
  @ApiProperty({ required: false, example: '👍' })
  emoji?: string;
  /** Of a reaction or a pin: whether it came or went. */
  @ApiProperty({ required: false })
  added?: boolean;
}

/** A message as it is now. */
@ShowsMessageParts()
export class UpdatedMessageDto extends MessageDto {
  /** Absent when it was caught up with. */
  @ApiProperty({ type: () => ChangeCauseDto, required: false })
  cause?: ChangeCauseDto;
}

@ServerFrame({ summary: 'A message was edited, restored or pinned, or got another reaction; this is how it is now.' })
export class MessageUpdatedEvent extends LoggedEvent {
  static readonly type = 'message.updated';

  data: UpdatedMessageDto;
}

@ServerFrame({ summary: 'A message was deleted for everyone; this is its tombstone.' })
export class MessageDeletedEvent extends LoggedEvent {
  static readonly type = 'message.deleted';

  data: MessageDto;
}
