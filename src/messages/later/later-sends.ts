import { Injectable } from '@nestjs/common';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import type { Principal } from '../../core/security/principal.js';
import type { MessagePlace } from '../shape/message-parts.js';
import type { ScheduledDto } from './dto/scheduled.dto.js';

/** A message to be sent later: into a conversation, or composed for people. */
export interface LaterMessage {
  readonly clientId: string;
  readonly conversationId: string | null;
  readonly toIds: readonly string[];
  readonly separate: boolean;
  readonly body: string;
  /** Undefined: a reply has the subject of what it answers. */
  readonly subject: string | null | undefined;
  readonly replyToSeq: number | null;
  /** In lower case. */
  readonly attachmentIds: readonly string[];
}

/** What the clocks of a zone are to show: "2027-01-01T09:00" in "Europe/Berlin". */
export interface WallClock {
  readonly time: string;
  readonly zone: string;
}

export type LaterTime =
  { readonly sendAt: string } | { readonly sendAtLocal: WallClock } | { readonly holdSeconds: number };

/** The time that is asked for, by which of the two clocks it may be; undefined for none. Throws ValidationFailed for both. */
export function whenOf({
  sendAt,
  sendAtLocal,
}: {
  readonly sendAt?: string;
  readonly sendAtLocal?: WallClock;
}): Exclude<LaterTime, { readonly holdSeconds: number }> | undefined {
  if (sendAt === undefined) return sendAtLocal && { sendAtLocal };
  if (sendAtLocal === undefined) return { sendAt };
  throw ValidationFailed.at(
    '/sendAtLocal',
    'one_time_only',
    'Say when to send it as a moment or by a clock, not both.',
  );
}

/** What became of a request to send later, which may be a repeated one. */
export type Kept = { readonly scheduled: ScheduledDto } | { readonly sent: readonly MessagePlace[] };

/** Keeps messages until their time has come. */
export interface LaterSendsKeeper {
  /** Once per `clientId`. Throws InThePast, ClientIdReused, for files what a send would throw, and what says why nothing more is kept. */
  keep(principal: Principal, message: LaterMessage, time: LaterTime): Promise<Kept>;
}

/** Where sends that are to happen later are handed over to the feature that keeps them. */
@Injectable()
export class LaterSends {
  private keeper: LaterSendsKeeper | undefined;

  /** To be called in `onModuleInit`. */
  register(keeper: LaterSendsKeeper): void {
    this.keeper = keeper;
  }

  keep(principal: Principal, message: LaterMessage, time: LaterTime): Promise<Kept> {
    if (!this.keeper) throw new Error('Nothing keeps messages for later.');
    return this.keeper.keep(principal, message, time);
  }
}
