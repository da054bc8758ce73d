import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../api/api';
import { login } from '../api/fn/sign-in/login';
import { logout } from '../api/fn/sign-in/logout';
import { refreshSession } from '../api/fn/sign-in/refresh-session';
import type { SessionGrantDto } from '../api/models/session-grant-dto';
import type { UserDto } from '../api/models/user-dto';
import { KeptAccount } from './kept-account';
import { problemOf } from './problem';
import { rememberSignedIn, wasSignedIn } from './session-hint';

/** A token is replaced this long before it ends. */
const MARGIN_SECONDS = 60;
/** How soon a refresh is tried again that got no answer. */
const RETRY_MS = 10_000;

/** Who is signed in here. The refresh token is a cookie; the access token lives in memory only. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  private readonly kept = inject(KeptAccount);
  private readonly user = signal<UserDto | undefined>(undefined);
  private readonly reason = signal<string | undefined>(undefined);
  private token: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private refreshing: Promise<boolean> | undefined;

  readonly me = this.user.asReadonly();
  readonly isSignedIn = computed(() => this.user() !== undefined);
  /** Why the last session ended, when it was not me who ended it. */
  readonly endedReason = this.reason.asReadonly();

  /** The token for the next request. */
  accessToken(): string | undefined {
    return this.token;
  }

  /** Picks up the session of the last visit, if there was one. Throws when the server could not be asked. */
  async start(): Promise<void> {
    if (wasSignedIn() && (await this.refresh())) return;
    if (this.isSignedIn()) this.ended('your session has ended.');
    else this.leave();
  }

  /** Goes on without the server as who was signed in here last; false when nobody is known. A token comes later. */
  async goOnFromCopy(): Promise<boolean> {
    if (this.isSignedIn() || !wasSignedIn()) return this.isSignedIn();
    const user = await this.kept.find();
    if (user && !this.isSignedIn()) this.user.set(user);
    return this.isSignedIn();
  }

  /** Signs in; throws what the server answered. */
  async login(credentials: { readonly login: string; readonly password: string }): Promise<void> {
    this.begin(await this.api.invoke(login, { body: { ...credentials, delivery: 'cookie' } }));
  }

  /** Goes on with a session that the server has just granted. */
  begin(grant: SessionGrantDto): void {
    this.token = grant.accessToken;
    this.kept.keep(grant.user);
    this.user.set(grant.user);
    this.reason.set(undefined);
    rememberSignedIn(true);
    this.refreshIn((grant.expiresIn - MARGIN_SECONDS) * 1_000);
  }

  /** My account, as the server has just said it is. */
  know(me: UserDto): void {
    this.kept.keep(me);
    this.user.set(me);
  }

  /** Ends the session at the server and here. Throws, and nothing has ended, when the server could not be asked. */
  async signOut(): Promise<void> {
    try {
      await this.api.invoke(logout);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status !== 401) throw error;
    }
    this.leave();
  }

  /** The session is over and it was not me: the sign-in page says why. */
  ended(reason: string): void {
    this.leave();
    this.reason.set(reason);
  }

  /**
   * Gets the next access token; several callers share one request, several tabs take turns. False: the session is
   * over. Throws when the server could not be asked.
   */
  refresh(): Promise<boolean> {
    this.refreshing ??= inTurn(() => this.askForToken()).finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  private async askForToken(): Promise<boolean> {
    try {
      this.begin(await this.api.invoke(refreshSession, { body: {} }));
      return true;
    } catch (error) {
      if (problemOf(error).status === 401) return false;
      throw error;
    }
  }

  private refreshIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refreshInTime(), Math.max(0, milliseconds));
  }

  private async refreshInTime(): Promise<void> {
    try {
      if (!(await this.refresh())) this.ended('your session has ended.');
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
    this.kept.forget();
  }
}

/** One tab at a time; browsers offer locks only over https and on localhost. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? await navigator.locks.request('parley.refresh', work) : await work();
}
