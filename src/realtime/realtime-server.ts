import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { WebSocketServer } from 'ws';
import { APP_SETTINGS } from '../config/settings.module.js';
import type { Settings } from '../config/settings.js';
import type { DomainError } from '../core/errors/domain-error.js';
import { MalformedRequest, RouteNotFound, ServiceUnavailable } from '../core/errors/request-problems.js';
import { sourceOf } from '../core/http/address.js';
import { clientAddress, type ProxyTrust, proxyTrust } from '../core/http/client-address.js';
import { isForeignOrigin, OriginRefused } from '../core/http/origin.js';
import { plainPath } from '../core/http/loggable-path.js';
import { endWithProblem } from '../core/http/raw-problem.js';
import { Connections } from './connections.js';
import { CloseCode } from './frames/close-codes.js';
import { HEARTBEAT_SECONDS, SocketAdmission } from './socket-admission.js';

const PATH = '/api/v1/realtime';
const MAX_FRAME_BYTES = 256 * 1024;
const MAX_MISSED_PONGS = 2;
/** How long a shutdown waits for the peers to say goodbye. */
const GOODBYE_MS = 1_000;

/** The WebSocket end of the HTTP server: takes connections over, keeps them alive, and says goodbye. */
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
  private readonly logger = new Logger(RealtimeServer.name);
  private heartbeat: NodeJS.Timeout | undefined;
  private isClosing = false;
  private readonly isTrusted: ProxyTrust;

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly connections: Connections,
    private readonly admission: SocketAdmission,
    @Inject(APP_SETTINGS) private readonly settings: Settings,
  ) {
    this.isTrusted = proxyTrust(settings.trustProxy);
  }

  onApplicationBootstrap(): void {
    const http = this.adapterHost.httpAdapter.getHttpServer() as Server;
    http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => this.upgrade(request, stream, head));
    this.server.on('wsClientError', ({ message }, stream, request) =>
      this.refuse(request, stream, new MalformedRequest(`${message}.`)),
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
    const source = sourceOf(clientAddress(request, this.isTrusted));
    const refusal = this.refusalOf(request) ?? this.admission.refusalOf(source);
    if (refusal) return this.refuse(request, stream, refusal);
    this.server.handleUpgrade(request, stream, head, (socket) => this.admission.admit({ socket, stream, source }));
  }

  private refusalOf({ url = '', headers }: IncomingMessage): DomainError | undefined {
    if (url.split('?', 1)[0] !== PATH) return new RouteNotFound(`WebSockets are at ${PATH}.`);
    if (this.isClosing) return new ServiceUnavailable('The server is restarting.');
    return isForeignOrigin(headers, this.settings) ? new OriginRefused() : undefined;
  }

  /** Logged like a request, which it was. */
  private refuse(request: IncomingMessage, stream: Duplex, problem: DomainError): void {
    const requestId = endWithProblem(stream, problem);
    const { status } = problem.definition;
    const path = plainPath(request.url ?? '');
    const ip = clientAddress(request, this.isTrusted);
    this.logger.log({ method: 'GET', path, status, ip, requestId, msg: `GET ${path} ${status}` });
  }

  private beat(): void {
    for (const connection of this.connections.all()) {
      if (connection.missedPongs >= MAX_MISSED_PONGS) connection.terminate();
      else connection.ping();
    }
  }
}
