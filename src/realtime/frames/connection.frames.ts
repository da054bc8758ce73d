import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { ProblemDto } from '../../core/errors/problem.dto.js';
import { SESSION_END_REASONS, type SessionEndReason } from '../../core/security/revocations/session-end-reason.js';
import { PlainHint } from './event.frames.js';
import { ClientFrame, ServerFrame } from './frame-classes.js';
import { OptionalRef, type Ref, RequiredRef } from './ref.js';

@ClientFrame({
  summary: 'Says who this is; the first frame, and again with each refreshed token.',
  example: { token: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln' },
})
export class HelloFrame {
  static readonly type = 'hello';

  /** An access token. */
  @IsString()
  @MaxLength(4_096)
  token: string;
}

@ClientFrame({ summary: 'Asks whether the connection is alive; answered by `pong`.' })
export class PingFrame {
  static readonly type = 'ping';

  @RequiredRef()
  ref: Ref;
}

@ServerFrame({ summary: 'The token is good; events follow.' })
export class ReadyFrame {
  static readonly type = 'ready';

  @ApiProperty({ format: 'uuid' })
  userId: string;
  @ApiProperty({ format: 'uuid' })
  sessionId: string;
  @ApiProperty({ type: 'integer', format: 'int32', minimum: 1 })
  heartbeatSeconds: number;
}

@ServerFrame({ summary: 'The answer to `ping`.' })
export class PongFrame {
  static readonly type = 'pong';

  @RequiredRef()
  ref: Ref;
}

@ServerFrame({ summary: 'A frame was refused, with the problem that HTTP would answer. The socket stays open.' })
export class ErrorFrame {
  static readonly type = 'error';

  @OptionalRef()
  ref?: Ref;
  problem: ProblemDto;
  @ApiProperty({
    type: 'integer',
    format: 'int32',
    minimum: 1,
    required: false,
    description: 'For 429 and 503, the seconds to wait, as the header `Retry-After` says over HTTP.',
  })
  retryAfter?: number;
}

/** Why a session ended. */
export class SessionEndDto {
  @ApiProperty({ enum: SESSION_END_REASONS, enumName: 'SessionEndReason' })
  reason: SessionEndReason;
}

@ServerFrame({
  summary:
    'This session has ended; the socket closes with 4401. `signed_out`: on this device; `signed_out_elsewhere`: by the ' +
    'same person from another; `replaced`: somebody signed in in the same browser, whose cookie is of their session now; ' +
    '`token_reused`: a refresh token was used twice; `too_many_sessions`: a newer one took its place; `expired`: too long ' +
    'unused or too old. A refresh of an ended session names the same `reason` in its problem.',
})
export class SessionRevokedEvent extends PlainHint {
  static readonly type = 'session.revoked';

  data: SessionEndDto;
}

/** A minute of the database's life. */
export class EpochDto {
  @ApiProperty({ format: 'uuid' })
  epoch: string;
}

@ServerFrame({
  summary:
    'Each minute. Whoever has caught up keeps it with what they have and says it with the next `POST /sync`, in place of ' +
    'the one before.',
})
export class EpochEvent extends PlainHint {
  static readonly type = 'epoch';

  data: EpochDto;
}

/** How long all clients together may take to catch up. */
export class ResyncDto {
  @ApiProperty({ type: 'integer', format: 'int32', minimum: 1_000, maximum: 30_000 })
  spreadMs: number;
}

@ServerFrame({
  summary:
    'Something may have been missed that takes no rev; catch up (`POST /sync`) after a random part of that time.',
})
export class ResyncEvent extends PlainHint {
  static readonly type = 'resync';

  data: ResyncDto;
}
