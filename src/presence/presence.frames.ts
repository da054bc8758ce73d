import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsUUID } from 'class-validator';
import { ConversationHint, PlainHint } from '../realtime/frames/event.frames.js';
import { ClientFrame, ServerFrame } from '../realtime/frames/frame-classes.js';
import { OptionalRef, type Ref } from '../realtime/frames/ref.js';
import { PersonStatusDto } from '../users/dto/person-status.dto.js';
import { UserCardDto } from '../users/dto/user-card.dto.js';
import { PresenceDto } from './dto/presence.dto.js';
import { ONLINE_STATES, type OnlineState } from './presence-state.js';

/** People a connection may watch. */
const MAX_WATCHED = 200;

@ClientFrame({
  summary:
    'Says that I am writing; at most one in two seconds is passed on, in conversations of up to 100. Answered only when a ' +
    'field is wrong, not when I am no member.',
})
export class TypingFrame {
  static readonly type = 'typing';

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  conversationId: string;

  @OptionalRef()
  ref?: Ref;
}

/** Who is writing. */
export class TypistDto {
  @ApiProperty({ format: 'uuid' })
  userId: string;
}

@ServerFrame({ summary: 'Somebody else is writing; holds for five seconds.' })
export class TypingEvent extends ConversationHint {
  static readonly type = 'typing';

  data: TypistDto;
}

@ClientFrame({
  summary:
    'Says whether somebody is at this connection; it starts active. A person is active if any of their connections is. ' +
    'Answered only when something is wrong.',
})
export class PresenceFrame {
  static readonly type = 'presence';

  @ApiProperty({ enum: ONLINE_STATES })
  @IsIn(ONLINE_STATES)
  state: OnlineState;

  @OptionalRef()
  ref?: Ref;
}

@ClientFrame({
  summary:
    'Replaces whose presence this connection is told; answered by a `presence` of each of them. Until the first one, it is ' +
    'told of the partners of the 20 newest direct conversations: after `ready` of those who are not offline.',
})
export class WatchFrame {
  static readonly type = 'watch';

  @ApiProperty({ type: [String], format: 'uuid', maxItems: MAX_WATCHED })
  @IsArray()
  @ArrayMaxSize(MAX_WATCHED)
  @IsUUID(undefined, { each: true })
  userIds: string[];

  @OptionalRef()
  ref?: Ref;
}

/** How somebody is there. */
export class WatchedPresenceDto extends PresenceDto {
  @ApiProperty({ format: 'uuid' })
  userId: string;
}

@ServerFrame({
  summary:
    'How somebody is there whom this connection watches. Whoever may not be seen, has left or does not exist is offline ' +
    'without a time. At most one batch of these a second.',
})
export class PresenceEvent extends PlainHint {
  static readonly type = 'presence';

  data: WatchedPresenceDto;
}

/** How somebody is called and pictured now, and what they say of themselves. */
export class ProfileDto extends UserCardDto {
  @ApiProperty({
    type: () => PersonStatusDto,
    nullable: true,
    description: 'Null when there is none. It ends by itself at `until`, without another event.',
  })
  status: PersonStatusDto | null;
}

@ServerFrame({
  summary:
    'Somebody who shares a conversation with me, or whom I watch, has another name, picture or status. At most once a second.',
})
export class UserUpdatedEvent extends PlainHint {
  static readonly type = 'user.updated';

  data: ProfileDto;
}
