import { Injectable, Logger } from '@nestjs/common';
import { MyStateService } from '../conversations/my-state.service.js';
import { RateLimited, ServiceUnavailable, Unauthenticated } from '../core/errors/request-problems.js';
import { asDomainError, problemOf, unknownProblem } from '../core/errors/problem.js';
import { RateLimiter } from '../core/http/rate-limit/rate-limiter.js';
import { Authenticator } from '../core/security/authenticator.js';
import { MessagesService } from '../messages/messages.service.js';
import type { Connection } from './connection.js';
import { ConnectionPresence } from './connection-presence.js';
import type { ClientFrame } from './frames/client-frames.js';
import { CloseCode } from './frames/close-codes.js';
import { ErrorFrame, PingFrame, PongFrame } from './frames/connection.frames.js';
import { ReadFrame } from './conversations/conversations.frames.js';
import { AckFrame, SendFrame } from './conversations/messages.frames.js';
import { checkFrame, parseObject } from './frames/parse-frame.js';
import { PresenceFrame, TypingFrame, WatchFrame } from './frames/presence.frames.js';
import { isRef } from './frames/ref.js';
import { encodeAnswer } from './frames/server-frame.js';
import { Typing } from './typing.js';

/** As long as `Retry-After` asks for, and up to twice that, so that those who were refused together do not come back together. */
const REST_MS = 1_000;
/**
 * For the sends that came right behind one for which the server was too full. They are not even checked: refusing must
 * cost so little that those whom it can serve are served, however many it cannot.
 */
const TOO_SOON = new ServiceUnavailable('The server has too many messages to write. This one was not sent.');

/** Does what the frames of an open connection ask for; every refusal is the problem that HTTP would answer. */
@Injectable()
export class FrameHandler {
  private readonly logger = new Logger(FrameHandler.name);

  constructor(
    private readonly authenticator: Authenticator,
    private readonly messages: MessagesService,
    private readonly myState: MyStateService,
    private readonly rateLimiter: RateLimiter,
    private readonly presence: ConnectionPresence,
    private readonly typing: Typing,
  ) {}

  /** Never rejects. Sends that arrive one after the other are written in that order. */
  async handle(connection: Connection, text: string): Promise<void> {
    let ref: unknown;
    try {
      const value = this.parse(connection, text);
      if (!value) return connection.close(CloseCode.NotAnObject, 'a frame is a JSON object');
      ref = value.ref;
      this.rateLimiter.take('frame', connection.principal.userId);
      if (connection.isResting && value.type === 'send') throw TOO_SOON;
      await this.dispatch(connection, checkFrame(value));
    } catch (error) {
      this.refuse(connection, ref, error);
    }
  }

  /** What cannot be read counts like every other frame: whoever sends it again and again is closed. */
  private parse(connection: Connection, text: string): Record<string, unknown> | undefined {
    try {
      return parseObject(text);
    } catch (error) {
      this.rateLimiter.take('frame', connection.principal.userId);
      throw error;
    }
  }

  private async dispatch(connection: Connection, frame: ClientFrame): Promise<void> {
    const { userId } = connection.principal;
    if (frame instanceof SendFrame) return this.send(connection, frame);
    if (frame instanceof ReadFrame) return this.rateLimiter.inTurn(userId, () => this.read(connection, frame));
    if (frame instanceof TypingFrame) {
      return this.rateLimiter.inTurn(userId, () => this.typing.typed(userId, frame.conversationId.toLowerCase()));
    }
    if (frame instanceof PresenceFrame) return this.presence.declare(connection, frame.state);
    if (frame instanceof WatchFrame) return this.presence.watch(connection, frame.userIds);
    if (frame instanceof PingFrame) return void connection.send(encodeAnswer(PongFrame, { ref: frame.ref }));
    return this.renew(connection, frame.token);
  }

  private async send(connection: Connection, frame: SendFrame): Promise<void> {
    this.rateLimiter.take('send', connection.principal.userId);
    const { ref, conversationId } = frame;
    const origin = { connection: connection.id, ref };
    const { message, isNew } = await this.messages.send(
      connection.principal,
      conversationId.toLowerCase(),
      frame,
      origin,
    );
    // The hub acknowledges a new message in its place among the events; a repeated one has no event.
    if (!isNew) connection.send(encodeAnswer(AckFrame, { ref, message }));
  }

  private async read(connection: Connection, { conversationId, seq }: ReadFrame): Promise<void> {
    await this.myState.markRead(connection.principal, conversationId.toLowerCase(), { seq }, connection.id);
  }

  private async renew(connection: Connection, token: string): Promise<void> {
    try {
      if (connection.renew(await this.authenticator.authenticate(token))) return;
    } catch (error) {
      // That the database is away says nothing about who is there.
      if (!(error instanceof Unauthenticated)) {
        if (!asDomainError(error)) this.logger.error({ err: error, userId: connection.principal.userId });
        return connection.close(CloseCode.Overloaded, 'come again later');
      }
    }
    connection.close(CloseCode.NotSignedIn, 'not or no longer signed in');
  }

  private refuse(connection: Connection, ref: unknown, error: unknown): void {
    const known = asDomainError(error);
    if (!known) this.logger.error({ err: error, userId: connection.principal.userId });
    const problem = known ? problemOf(known) : unknownProblem();
    const seconds = known?.headers['Retry-After'];
    const retryAfter = seconds === undefined ? {} : { retryAfter: Number(seconds) };
    connection.send(encodeAnswer(ErrorFrame, { ...(isRef(ref) && { ref }), problem, ...retryAfter }));
    if (known instanceof RateLimited) connection.noteExcess();
    if (known instanceof ServiceUnavailable) connection.rest(REST_MS * (1 + Math.random()));
  }
}
