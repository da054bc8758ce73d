import { IsDefined, IsInt, IsString, IsUUID, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { SendMessageDto } from '../../messages/dto/send-message.dto.js';
import { MayBeAbsent } from '../../core/http/field-rules.js';

const MAX_REF_LENGTH = 64;

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

/** Asks whether the connection is alive; answered by `pong`. */
export class PingFrame {
  type: 'ping';

  @IsDefined()
  @IsRef()
  ref: Ref;
}

/** The frames that a client may send, by their type. */
export const CLIENT_FRAMES = { hello: HelloFrame, send: SendFrame, read: ReadFrame, ping: PingFrame } as const;

export type ClientFrame = HelloFrame | SendFrame | ReadFrame | PingFrame;
export type ClientFrameType = keyof typeof CLIENT_FRAMES;
