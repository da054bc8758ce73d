import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { SharedConversationDto } from '../../messages/conversations/dto/conversation.dto.js';
import { MyStateDto } from '../../messages/mine/dto/my-state.dto.js';
import { SubjectStateDto } from '../../messages/subjects/dto/subject.dto.js';
import { ConversationHint, LoggedEvent } from '../frames/event.frames.js';
import { ClientFrame, ServerFrame } from '../frames/frame-classes.js';
import { OptionalRef, type Ref } from '../frames/ref.js';

@ClientFrame({ summary: 'Says how far I have read; forward only. Answered only when something is wrong.' })
export class ReadFrame {
  static readonly type = 'read';

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  conversationId: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  seq: number;

  @OptionalRef()
  ref?: Ref;
}

@ServerFrame({ summary: 'I am in a new conversation.' })
export class ConversationCreatedEvent extends LoggedEvent {
  static readonly type = 'conversation.created';

  data: SharedConversationDto;
}

@ServerFrame({ summary: 'Its name, description, rules or members changed.' })
export class ConversationUpdatedEvent extends LoggedEvent {
  static readonly type = 'conversation.updated';

  data: SharedConversationDto;
}

@ServerFrame({
  summary:
    'A subject was renamed, resolved, reopened or merged. Its messages change by it, and take no rev of their own.',
})
export class SubjectUpdatedEvent extends LoggedEvent {
  static readonly type = 'subject.updated';

  data: SubjectStateDto;
}

/** Who came, and what they may do. */
export class AddedMemberDto {
  @ApiProperty({ format: 'uuid' })
  userId: string;
  @ApiProperty({ enum: ['owner', 'admin', 'member'] })
  role: 'owner' | 'admin' | 'member';
}

@ServerFrame({ summary: 'Somebody came into a group; to themselves too.' })
export class MemberAddedEvent extends LoggedEvent {
  static readonly type = 'member.added';

  data: AddedMemberDto;
}

/** Who left or was removed. */
export class RemovedMemberDto {
  @ApiProperty({ format: 'uuid' })
  userId: string;
  /** There is no such conversation any more, for nobody; absent where somebody left or was removed. */
  isDeleted?: boolean;
}

@ServerFrame({
  summary: 'Somebody left or was removed; they are told so themselves, without a rev, and then nothing more.',
})
export class MemberRemovedEvent {
  static readonly type = 'member.removed';

  @ApiProperty({ format: 'uuid' })
  conversationId: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Null for the one who was removed.' })
  rev: number | null;
  /** When it was told. */
  at: Date;
  data: RemovedMemberDto;
}

/** What is mine alone in a conversation, and what of it is new. */
export class MyStateChangeDto {
  me: MyStateDto;
  /** What I deleted for myself. */
  @ApiProperty({ type: [Number], required: false })
  hidden?: number[];
  /** What I took back. */
  @ApiProperty({ type: [Number], required: false })
  restored?: number[];
}

@ServerFrame({ summary: 'Another device of mine read, muted, pinned, archived, hid, restored or cleared something.' })
export class MeUpdatedEvent extends ConversationHint {
  static readonly type = 'me.updated';

  data: MyStateChangeDto;
}
