import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { AuthenticatedToken } from '../core/security/authenticator.js';
import type { Principal } from '../core/security/principal.js';
import { CloseCode } from './frames/close-codes.js';
import { holdForThisTurn } from './hold-for-this-turn.js';

/** What may wait for a socket before frames that nobody misses are dropped. */
const EPHEMERAL_LIMIT = 256 * 1024;
/** More than this may wait for a moment, as after a batch of long messages, but not for longer than LAG_MS. */
const LAGGING = 1024 * 1024;
const LAG_MS = 5_000;
/** More than this never waits; a batch of the longest usual messages is a third of it. */
const LIMIT = 16 * 1024 * 1024;
/** How long a peer has to answer a close before it is cut. */
const GOODBYE_MS = 1_000;
/** One that is too slow first has to read what still waits for it, the close behind that. */
const SLOW_GOODBYE_MS = 10_000;
/** A socket outlives its token by this much, so that a refresh may be a little late. */
const TOKEN_GRACE_MS = 60_000;
/** Refused frames in this time that close a socket. */
const MAX_EXCESS = 100;
const EXCESS_WINDOW_MS = 10_000;
/** Node's timers end the process's patience at 2^31 ms. */
const MAX_TIMER_MS = 2_147_483_647;

/** One socket of one signed-in person. Its memory is bounded: a reader that is too slow is closed, not waited for. */
export class Connection {
  /** Names this connection in events, so that it is not told what it did itself. */
  readonly id = Symbol('connection');
  /** Pings that were not answered yet. */
  missedPongs = 0;
  private isAdmitted = false;
  private expiry: NodeJS.Timeout | undefined;
  private laggingSince: number | undefined;
  private excess = 0;
  private excessSince = 0;
  private restsUntil = 0;

  constructor(
    private readonly socket: WebSocket,
    /** The TCP or TLS stream below, which takes frames that were made once for many, several in one system call. */
    private readonly stream: Duplex,
    private token: AuthenticatedToken,
  ) {
    this.armExpiry();
  }

  get principal(): Principal {
    return this.token.principal;
  }

  /** Until then it is registered, so that a revocation finds it, but told nothing. */
  admit(): void {
    this.isAdmitted = true;
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Takes a refreshed token of the same session; false when it is another's, or the socket was closed meanwhile. */
  renew(token: AuthenticatedToken): boolean {
    if (!this.isOpen || token.principal.sessionId !== this.principal.sessionId) return false;
    this.token = token;
    this.armExpiry();
    return true;
  }

  /**
   * Writes a frame that matters, as `textFrame` makes them; says whether it did. A socket that cannot keep up is closed
   * with 4410 and catches up later.
   */
  send(frame: Buffer): boolean {
    if (!this.isAdmitted || !this.isOpen) return false;
    if (this.isTooSlow()) {
      this.close(CloseCode.TooSlow, 'too slow: reconnect and catch up');
      return false;
    }
    holdForThisTurn(this.stream);
    this.stream.write(frame);
    return true;
  }

  /** Writes a frame that nobody misses, unless the socket lags; says whether it did. */
  sendEphemeral(frame: Buffer): boolean {
    if (this.stream.writableLength > EPHEMERAL_LIMIT) return false;
    return this.send(frame);
  }

  /** Counts a frame beyond the limit; a peer that does not slow down is closed. */
  noteExcess(): void {
    const now = performance.now();
    if (now - this.excessSince > EXCESS_WINDOW_MS) {
      this.excessSince = now;
      this.excess = 0;
    }
    if (++this.excess > MAX_EXCESS) this.close(CloseCode.TooMany, 'too many frames');
  }

  /** True for a moment after the server was too full for something it asked. */
  get isResting(): boolean {
    return this.restsUntil > performance.now();
  }

  /** Does not listen to it for a while: what it says meanwhile waits where it comes from. */
  rest(milliseconds: number): void {
    if (this.isResting) return;
    this.restsUntil = performance.now() + milliseconds;
    this.socket.pause();
    setTimeout(() => this.socket.resume(), milliseconds).unref();
  }

  ping(): void {
    this.missedPongs++;
    this.socket.ping();
  }

  /** Says why and closes; a peer that does not answer in time is cut. */
  close(code: CloseCode, reason: string): void {
    clearTimeout(this.expiry);
    this.socket.close(code, reason);
    const patience = code === CloseCode.TooSlow ? SLOW_GOODBYE_MS : GOODBYE_MS;
    setTimeout(() => this.socket.terminate(), patience).unref();
  }

  /** Cuts a peer that is gone. */
  terminate(): void {
    this.socket.terminate();
  }

  /** Frees what outlives the socket. */
  dispose(): void {
    clearTimeout(this.expiry);
  }

  private isTooSlow(): boolean {
    const waiting = this.stream.writableLength;
    if (waiting <= LAGGING) {
      this.laggingSince = undefined;
      return false;
    }
    const now = performance.now();
    this.laggingSince ??= now;
    return waiting > LIMIT || now - this.laggingSince > LAG_MS;
  }

  private armExpiry(): void {
    clearTimeout(this.expiry);
    const left = Math.min(this.token.expiresAt + TOKEN_GRACE_MS - Date.now(), MAX_TIMER_MS);
    this.expiry = setTimeout(
      () => this.close(CloseCode.NotSignedIn, 'the token has expired'),
      Math.max(0, left),
    ).unref();
  }
}
