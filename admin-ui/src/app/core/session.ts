import { computed, DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { Api } from '../api/api';
import { login } from '../api/fn/sign-in/login';
import { logout } from '../api/fn/sign-in/logout';
import { refreshSession } from '../api/fn/sign-in/refresh-session';
import type { SessionGrantDto } from '../api/models/session-grant-dto';
import type { UserDto } from '../api/models/user-dto';
import { forgetNotifications } from './device-notifications';
import { isDeviceShared, shareDevice, stopSharingDevice } from './device-storage';
import { KeptAccount } from './kept-account';
import { listenToOtherTabs, tellSignIn } from './other-tabs';
import { forgetSignOut, pendingSignOut, rememberSignOut, sessionOf } from './pending-sign-out';
import { isTemporary, problemOf } from './problem';
import { asEndReason, rememberedEnd, rememberEnd, type SessionEndReason } from './session-end';
import { forgetPreferences } from './preferences/kept-preferences';
import { rememberSignedIn, rememberWhere, wasSignedIn } from './session-hint';
import { SharedTabs } from './shared-tabs';

/** A token is replaced this long before it ends. */
const MARGIN_SECONDS = 60;
/** How soon a refresh is tried again that got no answer. */
const RETRY_MS = 10_000;
/** How soon, and how often, the cookie of another tab's sign-in is waited for. */
const REPLACED_RETRY_MS = 250;
const REPLACED_TRIES = 12;

/** Who is signed in here. The refresh token is a cookie; the access token lives in memory only. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  private readonly kept = inject(KeptAccount);
  private readonly sharedTabs = inject(SharedTabs);
  private readonly document = inject(DOCUMENT);
  private readonly user = signal<UserDto | undefined>(undefined);
  /** Why the session of this page, or of the page before, ended, until somebody is told. */
  private reason = rememberedEnd();
  /** What the device kept is gone. */
  private cleared: Promise<void> = Promise.resolve();
  private token: string | undefined;
  private isSigningOut = false;
  private startsOver = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private refreshing: Promise<SessionEndReason | undefined> | undefined;

  readonly me = this.user.asReadonly();
  readonly isSignedIn = computed(() => this.user() !== undefined);

  constructor() {
    const stopListening = listenToOtherTabs(this.document.defaultView, {
      signedIn: (userId) => this.isSignedIn() && this.takeOver(userId),
      signedOut: () => this.isSignedIn() && this.startOver('signed_out'),
    });
    inject(DestroyRef).onDestroy(stopListening);
  }

  /** The token for the next request; none from when somebody signed out in another tab. */
  accessToken(): string | undefined {
    return this.isSignedIn() && pendingSignOut() !== undefined ? undefined : this.token;
  }

  /** The browser has another session than this page had, or none: the page is being loaded anew. */
  get isStartingOver(): boolean {
    return this.startsOver;
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
    await this.signInBy(() => this.api.invoke(login, { body: { ...credentials, delivery: 'cookie' } }));
  }

  /** Signs in by what this request proves; throws what the server answered. */
  async signInBy(request: () => Promise<SessionGrantDto>): Promise<void> {
    await this.settleSignOut();
    await this.begin(request);
  }

  /**
   * Goes on with the session that the server grants to this request, and pages of others start over. Other tabs get no token
   * meanwhile: an answer that came late would put an older cookie in the place of the new one. Throws what the server answered.
   */
  begin<Grant extends SessionGrantDto>(request: () => Promise<Grant>): Promise<Grant> {
    return inTurn(async () => {
      const grant = await request();
      forgetSignOut();
      this.goOn(grant);
      tellSignIn(grant.user.id);
      return grant;
    });
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
      await inTurn(() => this.endMine());
    } catch (error) {
      if (!this.startsOver && isTemporary(problemOf(error))) rememberSignOut(token);
    }
    this.isSigningOut = false;
    this.leave();
  }

  /** The session is over, and not by what I did here: the sign-in page says why. */
  ended(reason: SessionEndReason): void {
    // The socket may hear of my signing out before it is answered.
    if (this.isSigningOut || this.startsOver) return;
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
    if (this.isLeftElsewhere()) return 'signed_out';
    const grant = await this.ask();
    // It may have been left while the server was asked.
    if (this.isLeftElsewhere()) return 'signed_out';
    if ('reason' in grant) return grant.reason;
    if (this.isOfAnother(grant.user.id) || this.isKeptUnlike(grant)) {
      if (grant.shared) rememberSignedIn(false);
      this.startOver();
      return 'signed_out';
    }
    this.goOn(grant);
    return undefined;
  }

  /** Another tab signed in: the session of this page was replaced, and the next token is one of the new session. */
  private takeOver(userId: string): void {
    if (this.isOfAnother(userId)) return this.startOver();
    this.token = undefined;
    void this.refreshInTime();
  }

  private goOn(grant: SessionGrantDto): void {
    rememberWhere(grant.shared);
    this.token = grant.accessToken;
    this.kept.keep(grant.user);
    this.user.set(grant.user);
    this.reason = undefined;
    rememberSignedIn(true);
    if (isDeviceShared()) this.sharedTabs.join();
    this.refreshIn((grant.expiresIn - MARGIN_SECONDS) * 1_000);
  }

  /** Whether the session that this page had is no longer to be used, because of what another tab did. */
  private isLeftElsewhere(): boolean {
    const isSignedOut = pendingSignOut() !== undefined;
    if (isSignedOut && this.isSignedIn()) this.startOver('signed_out');
    return isSignedOut || this.startsOver;
  }

  private isOfAnother(userId: string): boolean {
    const me = this.user();
    return me !== undefined && me.id !== userId;
  }

  /** What this page kept until now is what the session that the cookie is does not want kept, or the other way round. */
  private isKeptUnlike({ shared }: SessionGrantDto): boolean {
    return this.isSignedIn() && shared !== isDeviceShared();
  }

  /** Between a session that was replaced and the cookie of the next one lies the answer to another tab. */
  private async ask(): Promise<SessionGrantDto | { readonly reason: SessionEndReason }> {
    for (let triesLeft = REPLACED_TRIES; ; triesLeft--) {
      const answer = await this.askOnce();
      if (!('reason' in answer) || answer.reason !== 'replaced' || triesLeft === 0) return answer;
      await new Promise((resolve) => setTimeout(resolve, REPLACED_RETRY_MS));
    }
  }

  private async askOnce(): Promise<SessionGrantDto | { readonly reason: SessionEndReason }> {
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
    await inTurn(async () => {
      const grant = await this.ask();
      if ('accessToken' in grant && (sessionId === '' || sessionOf(grant.accessToken) === sessionId)) {
        this.token = grant.accessToken;
        await this.endAtServer();
        this.token = undefined;
      }
    });
    forgetSignOut();
  }

  /** A token that is refused is replaced here, in the same turn. */
  private async endMine(): Promise<void> {
    try {
      await this.api.invoke(logout);
    } catch (error) {
      if (problemOf(error).status !== 401 || (await this.askForToken()) !== undefined) throw error;
      await this.api.invoke(logout);
    }
  }

  /** Another tab may have been faster. */
  private async endAtServer(): Promise<void> {
    try {
      await this.api.invoke(logout);
    } catch (error) {
      if (problemOf(error).status !== 401) throw error;
    }
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
    if (this.startsOver) return;
    this.stop();
    rememberSignedIn(false);
    stopSharingDevice();
    forgetPreferences();
    this.cleared = Promise.all([this.kept.forget(), forgetNotifications()]).then(() => undefined);
  }

  /**
   * Nothing is done as who was here any more, and the page is loaded anew as that of who is here now. What the browser
   * remembers is theirs: it stays.
   */
  private startOver(reason?: SessionEndReason): void {
    this.startsOver = true;
    this.stop();
    stopSharingDevice();
    this.cleared = this.kept.release();
    if (reason !== undefined) rememberEnd(reason);
    this.document.location.assign('/');
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.token = undefined;
    this.user.set(undefined);
    this.sharedTabs.leave();
  }
}

/**
 * What changes the cookie, one tab at a time, and never one within another; browsers offer locks only over https and on
 * localhost.
 */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? await navigator.locks.request('parley.refresh', work) : await work();
}
