import type { Duplex } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { RawData, WebSocket } from 'ws';
import { APP_SETTINGS } from '../config/settings.module.js';
import type { Settings } from '../config/settings.js';
import { RateLimiter } from '../core/http/rate-limit/rate-limiter.js';
import { Authenticator, type AuthenticatedToken } from '../core/security/authenticator.js';
import { Connection } from './connection.js';
import { ConnectionPresence } from './connection-presence.js';
import { Connections } from './connections.js';
import { FrameHandler } from './frame-handler.js';
import { HelloFrame } from './frames/client-frames.js';
import { CloseCode } from './frames/close-codes.js';
import { checkFrame, parseObject } from './frames/parse-frame.js';
import { encodeAnswer } from './frames/server-frame.js';

/** A token has a few hundred. */
const MAX_HELLO_BYTES = 4 * 1024;
/** Each of a person's devices has one or two. */
const MAX_SOCKETS = 20;
const HELLO_WITHIN_MS = 5_000;
export const HEARTBEAT_SECONDS = 25;

/** Decides by the first frame of a socket whether it becomes a connection. */
@Injectable()
export class SocketAdmission {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly connections: Connections,
    private readonly frames: FrameHandler,
    private readonly presence: ConnectionPresence,
    private readonly rateLimiter: RateLimiter,
    @Inject(APP_SETTINGS) private readonly settings: Settings,
  ) {}

  /** The first frame, within five seconds, says who it is. */
  admit(socket: WebSocket, stream: Duplex): void {
    // A broken frame ends in a close with its own code; the event is only here so that it does not end the process.
    socket.on('error', () => undefined);
    const tooLate = setTimeout(() => socket.close(CloseCode.HelloTooLate, 'hello came too late'), HELLO_WITHIN_MS);
    socket.once('close', () => clearTimeout(tooLate));
    socket.once('message', (data, isBinary) => {
      clearTimeout(tooLate);
      void this.greet(socket, stream, data, isBinary);
    });
  }

  private async greet(socket: WebSocket, stream: Duplex, data: RawData, isBinary: boolean): Promise<void> {
    if (isBinary) return socket.close(CloseCode.Binary, 'frames are text');
    if ((data as Buffer).length > MAX_HELLO_BYTES) return socket.close(CloseCode.TooLarge, 'hello is too large');
    const value = objectOf(text(data));
    if (!value) return socket.close(CloseCode.NotAnObject, 'a frame is a JSON object');
    // Frames that come while the token is looked up wait for the answer; those not yet read wait where they come from.
    const early: [RawData, boolean][] = [];
    const keep = (...frame: [RawData, boolean]) => void early.push(frame);
    socket.on('message', keep);
    socket.pause();
    const connection = await this.register(socket, stream, accessTokenOf(value));
    socket.resume();
    socket.off('message', keep);
    // A no-op where it was closed with a reason of its own.
    if (!connection) return socket.close(CloseCode.NotSignedIn, 'say hello with a valid token first');
    if (!connection.isOpen) return;
    this.open(connection, socket);
    for (const frame of early) socket.emit('message', ...frame);
  }

  /**
   * A revocation ends the connections that it finds. One that was committed while the token was looked up did not find
   * this one, so the token is judged again once it can be found; that costs a query only if something was revoked.
   */
  private async register(
    socket: WebSocket,
    stream: Duplex,
    accessToken: string | undefined,
  ): Promise<Connection | undefined> {
    const token = await this.authenticate(accessToken);
    if (!token || socket.readyState !== socket.OPEN) return undefined;
    if (!this.mayConnect(token.principal.userId)) {
      socket.close(CloseCode.TooMany, 'too many connections of this person');
      return undefined;
    }
    const connection = new Connection(socket, stream, token);
    this.connections.add(connection);
    socket.once('close', () => {
      this.connections.remove(connection);
      connection.dispose();
    });
    if (await this.authenticate(accessToken)) return connection;
    this.connections.remove(connection);
    connection.dispose();
    return undefined;
  }

  /** A hello counts as a frame, whichever of a person's sockets says it. */
  private mayConnect(userId: string): boolean {
    if (this.settings.rateLimits && this.connections.countOf(userId) >= MAX_SOCKETS) return false;
    try {
      this.rateLimiter.take('frame', userId);
      return true;
    } catch {
      return false;
    }
  }

  private async authenticate(accessToken: string | undefined): Promise<AuthenticatedToken | undefined> {
    try {
      return accessToken === undefined ? undefined : await this.authenticator.authenticate(accessToken);
    } catch {
      // Whatever is wrong with it, the peer is not signed in; nothing more is told to strangers.
      return undefined;
    }
  }

  private open(connection: Connection, socket: WebSocket): void {
    connection.admit();
    socket.on('pong', () => (connection.missedPongs = 0));
    socket.on('close', () => this.presence.closed(connection));
    socket.on('message', (data, isBinary) => {
      if (isBinary) connection.close(CloseCode.Binary, 'frames are text');
      else void this.frames.handle(connection, text(data));
    });
    const { userId, sessionId } = connection.principal;
    connection.send(encodeAnswer({ type: 'ready', userId, sessionId, heartbeatSeconds: HEARTBEAT_SECONDS }));
    this.presence.opened(connection);
  }
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
    const frame = checkFrame(value);
    return frame instanceof HelloFrame ? frame.token : undefined;
  } catch {
    return undefined;
  }
}
