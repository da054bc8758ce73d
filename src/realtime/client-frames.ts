import { Injectable, Logger } from '@nestjs/common';
import { defineProblem } from '../core/errors/domain-error.js';
import { asDomainError, problemOf, unknownProblem } from '../core/errors/problem.js';
import { RateLimited, ServiceUnavailable } from '../core/errors/request-problems.js';
import { RateLimiter } from '../core/http/rate-limit/rate-limiter.js';
import type { Connection } from './connection.js';
import { CloseCode } from './frames/close-codes.js';
import { ErrorFrame } from './frames/connection.frames.js';
import type { FrameClass } from './frames/frame-classes.js';
import { checkFrame, parseObject } from './frames/parse-frame.js';
import { isRef } from './frames/ref.js';
import { encodeAnswer } from './frames/server-frame.js';

/** As long as `Retry-After` asks for, and up to twice that, so that those who were refused together do not come back together. */
const REST_MS = 1_000;

/** A frame of a type that this server does not know; the socket stays open. */
export class UnknownFrame extends defineProblem('unknown_frame', 400, 'Unknown frame type') {
  constructor(types: Iterable<string>) {
    super(`The type of a frame is one of ${[...types].join(', ')}.`);
  }
}

type Handle<Frame> = (connection: Connection, frame: Frame) => void | Promise<void>;

interface FrameOptions<Frame> {
  /** Handled one after the other for each person, as HTTP's requests are: for what asks the database. */
  readonly inTurn?: true;
  /** A cheaper check for what is sent most. Undefined says nothing: then the rules of the class judge. */
  readonly plain?: (value: Readonly<Record<string, unknown>>) => Frame | undefined;
  /** The answer, in place of any check, from a connection that rests because the server was too full. */
  readonly whileResting?: ServiceUnavailable;
}

interface HandledFrame<Frame extends object = object> extends FrameOptions<Frame> {
  readonly frame: FrameClass<Frame>;
  readonly handle: Handle<Frame>;
}

/** The frames that clients may send. Each part of the server registers its own, with what is done when one comes. */
@Injectable()
export class ClientFrames {
  private readonly byType = new Map<unknown, HandledFrame>();

  /** To be called before the server listens (`onModuleInit`). What `handle` throws is answered as over HTTP. */
  on<Frame extends object>(
    frame: FrameClass<Frame>,
    handle: Handle<NoInfer<Frame>>,
    options: FrameOptions<NoInfer<Frame>> = {},
  ): void {
    if (this.byType.has(frame.type)) throw new Error(`Two parts of the server handle ${frame.type}.`);
    this.byType.set(frame.type, { frame, handle, ...options } as unknown as HandledFrame);
  }

  /** Throws UnknownFrame for a type that nobody registered. */
  get(type: unknown): HandledFrame {
    const handled = this.byType.get(type);
    if (!handled) throw new UnknownFrame(this.byType.keys() as Iterable<string>);
    return handled;
  }
}

/** Hands the frames of an open connection to those who registered for them; every refusal is the problem that HTTP would answer. */
@Injectable()
export class FrameHandler {
  private readonly logger = new Logger(FrameHandler.name);

  constructor(
    private readonly frames: ClientFrames,
    private readonly rateLimiter: RateLimiter,
  ) {}

  /** Never rejects. Sends that arrive one after the other are written in that order. */
  async handle(connection: Connection, text: string): Promise<void> {
    let ref: unknown;
    try {
      const value = this.parse(connection, text);
      if (!value) return connection.close(CloseCode.NotAnObject, 'a frame is a JSON object');
      ref = value.ref;
      this.rateLimiter.take('frame', connection.principal.userId);
      const handled = this.frames.get(value.type);
      if (handled.whileResting && connection.isResting) throw handled.whileResting;
      const frame = handled.plain?.(value) ?? checkFrame(handled.frame, value);
      await (handled.inTurn ? this.inTurn(handled, connection, frame) : handled.handle(connection, frame));
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

  private inTurn({ handle }: HandledFrame, connection: Connection, frame: object): Promise<void> {
    return this.rateLimiter.inTurn(connection.principal.userId, async () => handle(connection, frame));
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
