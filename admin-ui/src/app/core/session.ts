import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../api/api';
import { login } from '../api/fn/sign-in/login';
import { logout } from '../api/fn/sign-in/logout';
import { refreshSession } from '../api/fn/sign-in/refresh-session';
import type { SessionGrantDto } from '../api/models/session-grant-dto';
import type { UserDto } from '../api/models/user-dto';
import { isDeviceShared, shareDevice, stopSharingDevice } from './device-storage';
import { KeptAccount } from './kept-account';
import { forgetSignOut, pendingSignOut, rememberSignOut, sessionOf } from './pending-sign-out';
import { isTemporary, problemOf } from './problem';
import { asEndReason, rememberedEnd, type SessionEndReason } from './session-end';
import { rememberSignedIn, wasSignedIn } from './session-hint';
import { SharedTabs } from './shared-tabs';

/** A token is replaced this long before it ends. */
const MARGIN_SECONDS = 60;
/** How soon a refresh is tried again that got no answer. */
const RETRY_MS = 10_000;

/** Who is signed in here. The refresh token is a cookie; the access token lives in memory only. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  private readonly kept = inject(KeptAccount);
  private readonly sharedTabs = inject(SharedTabs);
  private readonly user = signal<UserDto | undefined>(undefined);
  /** Why the session of this page, or of the page before, ended, until somebody is told. */
  private reason = rememberedEnd();
  /** What the device kept is gone. */
  private cleared: Promise<void> = Promise.resolve();
  private token: string | undefined;
  private isSigningOut = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private refreshing: Promise<SessionEndReason | undefined> | undefined;

  readonly me = this.user.asReadonly();
  readonly isSignedIn = computed(() => this.user() !== undefined);

  /** The token for the next request. */
  accessToken(): string | undefined {
    return this.token;
  }

  /**
   * Picks up the session of the last visit or, on a shared device, of the other tabs, if there is one. Throws when the
   * server could not be asked.
   */
  async start(): Promise<void> {
    await this.settleSignOut();
    if (!wasSignedIn() && !(await this.joinSharedTabs())) return this.leave();
    const reason = await this.refresh();
    if (reason !== undefined) this.ended(reason);
  }

  /** Goes on without the server as who was signed in here last; false when nobody is known. A token comes later. */
  async goOnFromCopy(): Promise<boolean> {
    if (this.isSignedIn() || !wasSignedIn()) return this.isSignedIn();
    const user = await this.kept.find();
    if (user && !this.isSignedIn()) this.user.set(user);
    return this.isSignedIn();
  }

  /** Signs in; throws what the server answered. */
  async login(credentials: {
    readonly login: string;
    readonly password: string;
    readonly shared?: boolean;
  }): Promise<void> {
    await this.settleSignOut();
    const grant = await this.api.invoke(login, { body: { ...credentials, delivery: 'cookie' } });
    if (credentials.shared) shareDevice();
    this.begin(grant);
  }

  /** Goes on with a session that the server has just granted. */
  begin(grant: SessionGrantDto): void {
    this.token = grant.accessToken;
    this.kept.keep(grant.user);
    this.user.set(grant.user);
    this.reason = undefined;
    rememberSignedIn(true);
    if (isDeviceShared()) this.sharedTabs.join();
    this.refreshIn((grant.expiresIn - MARGIN_SECONDS) * 1_000);
  }

  /** My account, as the server has just said it is. */
  know(me: UserDto): void {
    this.kept.keep(me);
    this.user.set(me);
  }

  /** Ends the session here, and at the server as soon as it can be told. */
  async signOut(): Promise<void> {
    const token = this.token;
    this.isSigningOut = true;
    try {
      await this.api.invoke(logout);
    } catch (error) {
      if (isTemporary(problemOf(error))) rememberSignOut(token);
    }
    this.isSigningOut = false;
    this.leave();
  }

  /** The session is over, and not by what I did here: the sign-in page says why. */
  ended(reason: SessionEndReason): void {
    // The socket may hear of my signing out before it is answered.
    if (this.isSigningOut) return;
    this.reason = reason;
    this.leave();
  }

  /** Why the session ended, for the sign-in page that is shown then, and for no later one. */
  takeEnd(): SessionEndReason | undefined {
    const { reason } = this;
    this.reason = undefined;
    return reason;
  }

  /** Resolves when nothing of who was signed in is kept on this device any more. */
  departed(): Promise<void> {
    return this.cleared;
  }

  /**
   * Gets the next access token; several callers share one request, several tabs take turns. Answers why the session is
   * over, or undefined when it goes on. Throws when the server could not be asked.
   */
  refresh(): Promise<SessionEndReason | undefined> {
    this.refreshing ??= inTurn(() => this.askForToken()).finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  private async askForToken(): Promise<SessionEndReason | undefined> {
    const grant = await this.ask();
    if ('reason' in grant) return grant.reason;
    this.begin(grant);
    return undefined;
  }

  private async ask(): Promise<SessionGrantDto | { readonly reason: SessionEndReason }> {
    try {
      return await this.api.invoke(refreshSession, { body: {} });
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status !== 401) throw error;
      return { reason: asEndReason(problem.reason) };
    }
  }

  /** On a shared device only the other tabs know of the session; this one then keeps as little as they do. */
  private async joinSharedTabs(): Promise<boolean> {
    const isAnyOpen = await this.sharedTabs.isAnyOpen();
    if (isAnyOpen) shareDevice();
    return isAnyOpen;
  }

  /** Ends the session that was left without a connection, and no other. */
  private async settleSignOut(): Promise<void> {
    const sessionId = pendingSignOut();
    if (sessionId === undefined) return;
    const grant = await inTurn(() => this.ask());
    if ('accessToken' in grant && (sessionId === '' || sessionOf(grant.accessToken) === sessionId)) {
      this.token = grant.accessToken;
      await this.api.invoke(logout);
      this.token = undefined;
    }
    forgetSignOut();
  }

  private refreshIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refreshInTime(), Math.max(0, milliseconds));
  }

  private async refreshInTime(): Promise<void> {
    try {
      const reason = await this.refresh();
      if (reason !== undefined) this.ended(reason);
    } catch {
      // No answer: the next request or the next try will tell.
      this.refreshIn(RETRY_MS);
    }
  }

  private leave(): void {
    clearTimeout(this.timer);
    this.token = undefined;
    this.user.set(undefined);
    rememberSignedIn(false);
    stopSharingDevice();
    this.sharedTabs.leave();
    this.cleared = this.kept.forget();
  }
}

/** One tab at a time; browsers offer locks only over https and on localhost. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? await navigator.locks.request('parley.refresh', work) : await work();
}
