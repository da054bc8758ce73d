import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { APP_SETTINGS } from '../config/settings.module.js';
import type { Settings } from '../config/settings.js';
import { MalformedRequest, RouteNotFound, ServiceUnavailable } from '../core/errors/request-problems.js';
import { isForeignOrigin, OriginRefused } from '../core/http/origin.js';
import { endWithProblem } from '../core/http/raw-problem.js';
import { Authenticator, type AuthenticatedToken } from '../core/security/authenticator.js';
import { Connection } from './connection.js';
import { ConnectionPresence } from './connection-presence.js';
import { Connections } from './connections.js';
import { FrameHandler } from './frame-handler.js';
import { HelloFrame } from './frames/client-frames.js';
import { CloseCode } from './frames/close-codes.js';
import { checkFrame, parseObject } from './frames/parse-frame.js';
import { encodeAnswer } from './frames/server-frame.js';

const PATH = '/api/v1/realtime';
const MAX_FRAME_BYTES = 256 * 1024;
const HELLO_WITHIN_MS = 5_000;
export const HEARTBEAT_SECONDS = 25;
const MAX_MISSED_PONGS = 2;
/** How long a shutdown waits for the peers to say goodbye. */
const GOODBYE_MS = 1_000;

/** The WebSocket end of the HTTP server: admits connections, keeps them alive, and says goodbye. */
@Injectable()
export class RealtimeServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    clientTracking: true,
    // One frame of each connection in a turn: whoever sends thousands at once waits for their own, and nobody for them.
    allowSynchronousEvents: false,
  });
  private heartbeat: NodeJS.Timeout | undefined;
  private isClosing = false;

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly authenticator: Authenticator,
    private readonly connections: Connections,
    private readonly frames: FrameHandler,
    private readonly presence: ConnectionPresence,
    @Inject(APP_SETTINGS) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    const http = this.adapterHost.httpAdapter.getHttpServer() as Server;
    http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => this.upgrade(request, stream, head));
    this.server.on('wsClientError', ({ message }, stream) =>
      endWithProblem(stream, new MalformedRequest(`${message}.`)),
    );
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_SECONDS * 1_000).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    clearInterval(this.heartbeat);
    const closed = [...this.server.clients].map((socket) => {
      const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.close(CloseCode.Shutdown, 'the server is restarting');
      return gone;
    });
    const impatience = setTimeout(() => {
      for (const socket of this.server.clients) socket.terminate();
    }, GOODBYE_MS);
    await Promise.all(closed);
    clearTimeout(impatience);
  }

  private upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // From here on the stream is ours and nobody else listens: an unheard reset would end the process.
    stream.on('error', () => stream.destroy());
    if (request.url?.split('?')[0] !== PATH)
      return endWithProblem(stream, new RouteNotFound(`WebSockets are at ${PATH}.`));
    if (this.isClosing) return endWithProblem(stream, new ServiceUnavailable('The server is restarting.'));
    if (isForeignOrigin(request.headers, this.settings)) return endWithProblem(stream, new OriginRefused());
    this.server.handleUpgrade(request, stream, head, (socket) => this.admit(socket, stream));
  }

  /** The first frame, within five seconds, says who it is. */
  private admit(socket: WebSocket, stream: Duplex): void {
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
    const value = parseObject(text(data));
    if (!value) return socket.close(CloseCode.NotAnObject, 'a frame is a JSON object');
    // Frames that come while the token is looked up wait for the answer; those not yet read wait where they come from.
    const early: [RawData, boolean][] = [];
    const keep = (...frame: [RawData, boolean]) => void early.push(frame);
    socket.on('message', keep);
    socket.pause();
    const connection = await this.register(socket, stream, accessTokenOf(value));
    socket.resume();
    socket.off('message', keep);
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

  private beat(): void {
    for (const connection of this.connections.all()) {
      if (connection.missedPongs >= MAX_MISSED_PONGS) connection.terminate();
      else connection.ping();
    }
  }
}

/** `ws` hands over whole buffers unless it is told otherwise. */
function text(data: RawData): string {
  return (data as Buffer).toString('utf8');
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
