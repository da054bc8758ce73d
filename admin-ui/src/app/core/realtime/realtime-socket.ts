import { computed, DestroyRef, DOCUMENT, effect, inject, Injectable, InjectionToken, signal } from '@angular/core';
import type { ProblemDto } from '../../api/models/problem-dto';
import { FactorDuty } from '../proof/factor-duty';
import { Session } from '../session';
import { asEndReason, type SessionEndReason } from '../session-end';
import { backoffDelay } from './backoff';
import { noteConnection } from './connection-count';
import type { AckFrame, PongFrame, RealtimeEvent, SendFrame, ServerFrame, ToldFrame } from './frames';

/** How the connection stands. `waiting`: it is tried again at `retryAt`; `offline`: nobody is signed in. */
export type RealtimeState =
  | { readonly kind: 'offline' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'waiting'; readonly retryAt: number };

/** The connection went away or kept silent before the answer came; the question may have been heard. */
export class NoAnswer extends Error {}

/** The server refused a frame, with the problem that HTTP would answer. */
export class FrameRefused extends Error {
  constructor(
    readonly problem: ProblemDto,
    readonly retryAfterSeconds = 0,
  ) {
    super(problem.detail);
  }
}

/** Opens a WebSocket; tests put their own in its place. */
export const OPEN_WEB_SOCKET = new InjectionToken<(url: string) => WebSocket>('OPEN_WEB_SOCKET', {
  providedIn: 'root',
  factory: () => (url) => new WebSocket(url),
});

const ANSWER_MS = 10_000;
const READY_MS = 8_000;
const NOT_SIGNED_IN = 4401;
const FACTOR_NEEDED = 4403;
const TOO_MANY_FRAMES = 4429;
/** Tries counted for a server that asked us to slow down. */
const SLOW_DOWN_TRIES = 5;

interface Pending {
  resolve(frame: AckFrame | PongFrame): void;
  reject(reason: Error): void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * The one WebSocket of this page: says who it is, notices silence, comes back by itself, and hands on what the
 * server tells. Across connections events may be lost: whoever listens to `onOpen` catches up.
 */
@Injectable({ providedIn: 'root' })
export class RealtimeSocket {
  private readonly session = inject(Session);
  private readonly duty = inject(FactorDuty);
  private readonly document = inject(DOCUMENT);
  private readonly openWebSocket = inject(OPEN_WEB_SOCKET);
  private readonly current = signal<RealtimeState>({ kind: 'offline' });
  private readonly pending = new Map<AckFrame['ref'], Pending>();
  private readonly eventListeners = new Set<(event: RealtimeEvent) => void>();
  private readonly openListeners = new Set<() => void>();
  private socket: WebSocket | undefined;
  private helloToken: string | undefined;
  /** The page was opened without a connection: the session is known, but its token is not. */
  private lacksToken = false;
  private failedTries = 0;
  private lastRef = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private readyTimer: ReturnType<typeof setTimeout> | undefined;
  private pingTimer: ReturnType<typeof setInterval> | undefined;

  readonly state = this.current.asReadonly();
  readonly isOpen = computed(() => this.current().kind === 'open');

  constructor() {
    // A refreshed token comes with a new `me`.
    effect(() => this.follow(this.session.me() !== undefined));
    const comeBack = (): void => this.comeBack();
    const window = this.document.defaultView;
    window?.addEventListener('online', comeBack);
    this.document.addEventListener('visibilitychange', comeBack);
    inject(DestroyRef).onDestroy(() => {
      window?.removeEventListener('online', comeBack);
      this.document.removeEventListener('visibilitychange', comeBack);
      this.close();
    });
  }

  /** Hears every event from now on; the answer stops it. */
  onEvent(listener: (event: RealtimeEvent) => void): () => void {
    this.eventListeners.add(listener);
    return () => this.eventListeners.delete(listener);
  }

  /** Is told whenever a connection stands: the moment to catch up. The answer stops it. */
  onOpen(listener: () => void): () => void {
    this.openListeners.add(listener);
    return () => this.openListeners.delete(listener);
  }

  /** Sends a message and waits for its `ack`. Throws `NoAnswer` or `FrameRefused`. */
  async send(frame: SendFrame): Promise<AckFrame> {
    const answer = await this.request(frame);
    if (answer.type !== 'ack') throw new NoAnswer();
    return answer;
  }

  /** Says something that is not answered; false when there is no connection to say it on. */
  tell(frame: ToldFrame): boolean {
    if (!this.isOpen()) return false;
    this.write(frame);
    return true;
  }

  /** Tries again at once. */
  retryNow(): void {
    if (this.current().kind === 'waiting') this.connect();
  }

  private request(frame: SendFrame | { readonly type: 'ping' }): Promise<AckFrame | PongFrame> {
    if (!this.isOpen()) return Promise.reject(new NoAnswer());
    const ref = ++this.lastRef;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.giveUp(ref), ANSWER_MS);
      this.pending.set(ref, { resolve, reject, timer });
      this.write({ ...frame, ref });
    });
  }

  private follow(isSignedIn: boolean): void {
    const token = this.session.accessToken();
    if (!isSignedIn) return this.close();
    if (!this.socket && this.current().kind === 'offline') return this.connect();
    if (this.isOpen() && token !== this.helloToken) this.sayHello(token);
    // The server answered somebody: it is there.
    if (this.lacksToken && token) this.retryNow();
  }

  private connect(): void {
    clearTimeout(this.retryTimer);
    this.drop();
    this.lacksToken = this.session.accessToken() === undefined;
    if (this.lacksToken) return void this.renew();
    this.current.set({ kind: 'connecting' });
    const { protocol, host } = this.document.location;
    const socket = this.openWebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/v1/realtime`);
    this.socket = socket;
    this.readyTimer = setTimeout(() => this.lost(undefined), READY_MS);
    socket.onopen = () => this.sayHello(this.session.accessToken());
    socket.onmessage = (message: MessageEvent<unknown>) => this.receive(message.data);
    socket.onclose = (event) => this.lost(event.code);
  }

  private sayHello(token: string | undefined): void {
    if (!token) return;
    this.helloToken = token;
    this.write({ type: 'hello', token });
  }

  private receive(data: unknown): void {
    if (typeof data !== 'string') return;
    const frame = JSON.parse(data) as ServerFrame;
    switch (frame.type) {
      case 'ready':
        return this.ready(frame.heartbeatSeconds);
      case 'ack':
      case 'pong':
        return this.settle(frame.ref, (pending) => pending.resolve(frame));
      case 'error':
        if (frame.ref !== undefined)
          this.settle(frame.ref, (pending) => pending.reject(new FrameRefused(frame.problem, frame.retryAfter)));
        return;
      case 'session.revoked':
        // The close code that follows says the same; this one says why.
        return this.revoked(asEndReason(frame.data.reason));
      default:
        for (const listener of this.eventListeners) listener(frame);
    }
  }

  private ready(heartbeatSeconds: number): void {
    clearTimeout(this.readyTimer);
    // The answer to a refreshed token on a connection that stands.
    if (this.isOpen()) return;
    this.failedTries = 0;
    this.current.set({ kind: 'open' });
    noteConnection();
    this.pingTimer = setInterval(() => void this.ping(), heartbeatSeconds * 1_000);
    for (const listener of this.openListeners) listener();
  }

  /** Silence is how a dead connection shows when no close comes through. */
  private async ping(): Promise<void> {
    const asked = this.socket;
    try {
      await this.request({ type: 'ping' });
    } catch (error) {
      if (error instanceof NoAnswer && asked === this.socket && this.isOpen()) this.lost(undefined);
    }
  }

  private lost(code: number | undefined): void {
    this.drop();
    if (code === NOT_SIGNED_IN) return void this.renew();
    if (code === FACTOR_NEEDED) {
      this.duty.impose();
      return this.close();
    }
    if (!this.session.me()) return this.current.set({ kind: 'offline' });
    this.failedTries = code === TOO_MANY_FRAMES ? Math.max(this.failedTries, SLOW_DOWN_TRIES) : this.failedTries + 1;
    const delay = backoffDelay(this.failedTries);
    this.current.set({ kind: 'waiting', retryAt: Date.now() + delay });
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.connect(), delay);
  }

  /** The token was refused: it may only be old, as after a night with the lid closed. */
  private async renew(): Promise<void> {
    this.current.set({ kind: 'connecting' });
    try {
      const reason = await this.session.refresh();
      if (reason !== undefined) return this.over(reason);
      this.connect();
    } catch {
      // The server could not be asked.
      this.lost(undefined);
    }
  }

  /** A session that was replaced goes on: the next token is one of the new session. */
  private revoked(reason: SessionEndReason): void {
    if (reason === 'replaced') return this.lost(NOT_SIGNED_IN);
    this.over(reason);
  }

  private over(reason: SessionEndReason): void {
    this.close();
    if (this.session.isSignedIn()) this.session.ended(reason);
  }

  private comeBack(): void {
    if (this.document.visibilityState !== 'visible') return;
    if (this.isOpen()) return void this.ping();
    this.failedTries = 0;
    this.retryNow();
  }

  private close(): void {
    clearTimeout(this.retryTimer);
    this.drop();
    this.failedTries = 0;
    this.current.set({ kind: 'offline' });
  }

  private drop(): void {
    clearTimeout(this.readyTimer);
    clearInterval(this.pingTimer);
    const socket = this.socket;
    this.socket = undefined;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    for (const ref of [...this.pending.keys()]) this.giveUp(ref);
  }

  private giveUp(ref: AckFrame['ref']): void {
    this.settle(ref, (pending) => pending.reject(new NoAnswer()));
  }

  private settle(ref: AckFrame['ref'], tell: (pending: Pending) => void): void {
    const pending = this.pending.get(ref);
    if (!pending) return;
    clearTimeout(pending.timer);
    this.pending.delete(ref);
    tell(pending);
  }

  private write(frame: object): void {
    this.socket?.send(JSON.stringify(frame));
  }
}
