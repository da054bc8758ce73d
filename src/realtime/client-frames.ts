import { Injectable } from '@nestjs/common';
import { defineProblem } from '../core/errors/domain-error.js';
import type { ServiceUnavailable } from '../core/errors/request-problems.js';
import type { Connection } from './connection.js';
import type { FrameClass } from './frames/frame-classes.js';

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

export interface HandledFrame<Frame extends object = object> extends FrameOptions<Frame> {
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
