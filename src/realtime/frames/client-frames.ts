import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateBy,
} from 'class-validator';
import { SendMessageDto } from '../../messages/dto/send-message.dto.js';
import { MayBeAbsent } from '../../core/http/field-rules.js';
import { ONLINE_STATES, type OnlineState } from '../../presence/presence-state.js';

const MAX_REF_LENGTH = 64;
/** People a connection may watch. */
const MAX_WATCHED = 200;

/** What an answer repeats, so that the client knows what it answers. */
export type Ref = string | number;

export function isRef(value: unknown): value is Ref {
  return typeof value === 'string'
    ? value.length <= MAX_REF_LENGTH
    : typeof value === 'number' && Number.isFinite(value);
}

const IsRef = () =>
  ValidateBy({
    name: 'isRef',
    validator: {
      validate: isRef,
      defaultMessage: () => `ref must be a number or a string of at most ${MAX_REF_LENGTH}`,
    },
  });

/** The first frame of a connection, and the way a refreshed token reaches it. */
export class HelloFrame {
  type: 'hello';

  @IsString()
  @MaxLength(4_096)
  token: string;
}

/** Sends a message; answered by `ack` after the commit, or by `error`. */
export class SendFrame extends SendMessageDto {
  type: 'send';

  @IsDefined()
  @IsRef()
  ref: Ref;

  @IsUUID()
  conversationId: string;
}

/** Says how far somebody has read; not answered. */
export class ReadFrame {
  type: 'read';

  @IsUUID()
  conversationId: string;

  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  seq: number;

  @MayBeAbsent()
  @IsRef()
  ref?: Ref;
}

/** Says that somebody is writing; not answered. */
export class TypingFrame {
  type: 'typing';

  @IsUUID()
  conversationId: string;

  @MayBeAbsent()
  @IsRef()
  ref?: Ref;
}

/** Says whether somebody is at this connection; not answered. */
export class PresenceFrame {
  type: 'presence';

  @IsIn(ONLINE_STATES)
  state: OnlineState;

  @MayBeAbsent()
  @IsRef()
  ref?: Ref;
}

/** Replaces whose presence is told to this connection; answered by a `presence` of each. */
export class WatchFrame {
  type: 'watch';

  @IsArray()
  @ArrayMaxSize(MAX_WATCHED)
  @IsUUID(undefined, { each: true })
  userIds: string[];

  @MayBeAbsent()
  @IsRef()
  ref?: Ref;
}

/** Asks whether the connection is alive; answered by `pong`. */
export class PingFrame {
  type: 'ping';

  @IsDefined()
  @IsRef()
  ref: Ref;
}

/** The frames that a client may send, by their type. */
export const CLIENT_FRAMES = {
  hello: HelloFrame,
  send: SendFrame,
  read: ReadFrame,
  typing: TypingFrame,
  presence: PresenceFrame,
  watch: WatchFrame,
  ping: PingFrame,
} as const;

export type ClientFrame = InstanceType<(typeof CLIENT_FRAMES)[keyof typeof CLIENT_FRAMES]>;
export type ClientFrameType = keyof typeof CLIENT_FRAMES;
