import type { Duplex } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { RawData, WebSocket } from 'ws';
import { APP_SETTINGS } from '../config/settings.module.js';
import type { Settings } from '../config/settings.js';
import { asDomainError } from '../core/errors/problem.js';
import { RateLimited, Unauthenticated } from '../core/errors/request-problems.js';
import { RateLimiter } from '../core/http/rate-limit/rate-limiter.js';
import { Authenticator, type AuthenticatedToken } from '../core/security/authenticator.js';
import { mustSetUpFactor } from '../core/security/principal.js';
import { Connection } from './connection.js';
import { Connections } from './connections.js';
import { FrameHandler } from './client-frames.js';
import { HelloFrame, ReadyFrame } from './frames/connection.frames.js';
import { CloseCode, FACTOR_NEEDED } from './frames/close-codes.js';
import { FirstFrame } from './frames/first-frame.js';
import { checkFrame, parseObject } from './frames/parse-frame.js';
import { encodeAnswer } from './frames/server-frame.js';
import { WaitingStrangers } from './waiting-strangers.js';

/** A token has a few hundred. */
const MAX_HELLO_BYTES = 4 * 1024;
/** From one source: a page has one, an office that comes back at once some dozens, for a moment. */
const MAX_WAITING = 60;
/** Each of a person's devices has one or two. */
const MAX_SOCKETS = 20;
const HELLO_WITHIN_SECONDS = 5;
/** How long a peer that was refused has to answer the close before it is cut. */
const GOODBYE_MS = 1_000;
export const HEARTBEAT_SECONDS = 25;

const NO_TOKEN = 'say hello with a valid token first';

/** A socket that has not said who it is. */
export interface Stranger {
  readonly socket: WebSocket;
  /** The connection below it. */
  readonly stream: Duplex;
  /** Where it comes from, as limits count. */
  readonly source: string;
}

/** Decides by the first frame of a socket whether it becomes a connection. */
@Injectable()
export class SocketAdmission {
  private readonly logger = new Logger(SocketAdmission.name);
  private readonly waiting = new WaitingStrangers();

  constructor(
    private readonly authenticator: Authenticator,
    private readonly connections: Connections,
    private readonly frames: FrameHandler,
    private readonly rateLimiter: RateLimiter,
    @Inject(APP_SETTINGS) private readonly settings: Settings,
  ) {}

  /** Why no further socket of this source is taken over; undefined when one is. */
  refusalOf(source: string): RateLimited | undefined {
    if (!this.settings.rateLimits || this.waiting.countOf(source) < MAX_WAITING) return undefined;
    const detail = 'Too many sockets from your address have not said hello. Wait a moment, then connect again.';
    return new RateLimited(detail, HELLO_WITHIN_SECONDS, {
      RateLimit: `"hellos";r=0;t=${HELLO_WITHIN_SECONDS}`,
      'RateLimit-Policy': `"hellos";q=${MAX_WAITING};w=${HELLO_WITHIN_SECONDS}`,
    });
  }

  /** The first frame, within five seconds, says who it is. */
  admit(stranger: Stranger): void {
    const { socket, source } = stranger;
    this.waiting.add(source);
    // A broken frame ends in a close with its own code; the event is only here so that it does not end the process.
    socket.on('error', () => undefined);
    const tooLate = setTimeout(
      () => close(socket, CloseCode.HelloTooLate, 'hello came too late'),
      HELLO_WITHIN_SECONDS * 1_000,
    );
    let waits = true;
    const waitNoMore = () => {
      clearTimeout(tooLate);
      if (waits) this.waiting.remove(source);
      waits = false;
    };
    socket.once('close', waitNoMore);
    this.refuseLongHello(stranger);
    socket.once('message', (data, isBinary) => {
      waitNoMore();
      void this.greet(stranger, data, isBinary);
    });
  }

  /** By what its first frame announces, or ten thousand strangers could each have 256 kB kept for them. */
  private refuseLongHello(stranger: Stranger): void {
    const { stream } = stranger;
    const frame = new FirstFrame();
    const read = (chunk: Buffer) => {
      const length = frame.lengthAfter(chunk);
      if (length === undefined) return;
      stream.off('data', read);
      if (length <= MAX_HELLO_BYTES) return;
      this.refuse(stranger, CloseCode.TooLarge, 'hello is too large');
    };
    stream.on('data', read);
  }

  private async greet(stranger: Stranger, data: RawData, isBinary: boolean): Promise<void> {
    const { socket } = stranger;
    if (isBinary) return this.refuse(stranger, CloseCode.Binary, 'frames are text');
    // Refused already, when it was announced.
    if ((data as Buffer).length > MAX_HELLO_BYTES) return;
    const value = objectOf(text(data));
    if (!value) return this.refuse(stranger, CloseCode.NotAnObject, 'a frame is a JSON object');
    // Frames that come while the token is looked up wait for the answer; those not yet read wait where they come from.
    const early: [RawData, boolean][] = [];
    const keep = (...frame: [RawData, boolean]) => void early.push(frame);
    socket.on('message', keep);
    socket.pause();
    const connection = await this.register(stranger, accessTokenOf(value)).catch((error: unknown) =>
      this.cannotJudge(stranger, error),
    );
    socket.resume();
    socket.off('message', keep);
    if (!connection?.isOpen) return;
    this.open(connection, socket);
    for (const frame of early) socket.emit('message', ...frame);
  }

  /**
   * A revocation ends the connections that it finds. One that was committed while the token was looked up did not find
   * this one, so the token is judged again once it can be found; that costs a query only if something was revoked.
   * Undefined when it was refused.
   */
  private async register(stranger: Stranger, accessToken: string | undefined): Promise<Connection | undefined> {
    const { socket, stream } = stranger;
    const token = await this.authenticate(accessToken);
    if (!token) return this.refuse(stranger, CloseCode.NotSignedIn, NO_TOKEN);
    if (mustSetUpFactor(token.principal)) return this.refuse(stranger, CloseCode.FactorNeeded, FACTOR_NEEDED);
    if (socket.readyState !== socket.OPEN) return undefined;
    if (!this.mayConnect(token.principal.userId)) {
      return this.refuse(stranger, CloseCode.TooMany, 'too many connections of this person');
    }
    const connection = new Connection(socket, stream, token);
    const leave = () => {
      this.connections.remove(connection);
      connection.dispose();
    };
    this.connections.add(connection);
    socket.once('close', leave);
    let isGood = false;
    try {
      isGood = (await this.authenticate(accessToken)) !== undefined;
    } finally {
      if (!isGood) leave();
    }
    return isGood ? connection : this.refuse(stranger, CloseCode.NotSignedIn, NO_TOKEN);
  }

  /** The database is away: that says nothing about who is there, who is to come again. */
  private cannotJudge({ socket }: Stranger, error: unknown): undefined {
    if (!asDomainError(error)) this.logger.error({ err: error });
    close(socket, CloseCode.Overloaded, 'come again later');
  }

  /** A hello counts as a frame, whichever of a person's sockets says it. */
  private mayConnect(userId: string): boolean {
    const hasRoom = !this.settings.rateLimits || this.connections.countOf(userId) < MAX_SOCKETS;
    return hasRoom && this.rateLimiter.tryTake('frame', userId);
  }

  /** What is refused counts for its address, as over HTTP. */
  private refuse({ socket, source }: Stranger, code: CloseCode, reason: string): undefined {
    if (this.rateLimiter.tryTake('refused', source)) close(socket, code, reason);
    else close(socket, CloseCode.TooMany, 'too many were refused');
  }

  /** Undefined for a token that is not good, whatever is wrong with it; rejects when that cannot be known now. */
  private async authenticate(accessToken: string | undefined): Promise<AuthenticatedToken | undefined> {
    try {
      return accessToken === undefined ? undefined : await this.authenticator.authenticate(accessToken);
    } catch (error) {
      if (error instanceof Unauthenticated) return undefined;
      throw error;
    }
  }

  private open(connection: Connection, socket: WebSocket): void {
    connection.admit();
    socket.on('pong', () => (connection.missedPongs = 0));
    socket.on('close', () => this.connections.closed(connection));
    socket.on('message', (data, isBinary) => {
      if (isBinary) connection.close(CloseCode.Binary, 'frames are text');
      else void this.frames.handle(connection, text(data));
    });
    const { userId, sessionId } = connection.principal;
    connection.send(encodeAnswer(ReadyFrame, { userId, sessionId, heartbeatSeconds: HEARTBEAT_SECONDS }));
    this.connections.opened(connection);
  }
}

/** Says why and closes; a stranger that does not answer is cut: `ws` would wait for half a minute. */
function close(socket: WebSocket, code: CloseCode, reason: string): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
}

/** `ws` hands over whole buffers unless it is told otherwise. */
function text(data: RawData): string {
  return (data as Buffer).toString('utf8');
}

/** The object of a first frame; undefined for anything else, and for one with more in it than a hello can have. */
function objectOf(frame: string): Record<string, unknown> | undefined {
  try {
    return parseObject(frame);
  } catch {
    return undefined;
  }
}

/** The token of a hello; undefined for any other frame, and for a hello with something wrong in it. */
function accessTokenOf(value: Record<string, unknown>): string | undefined {
  try {
    return value.type === HelloFrame.type ? checkFrame(HelloFrame, value).token : undefined;
  } catch {
    return undefined;
  }
}
