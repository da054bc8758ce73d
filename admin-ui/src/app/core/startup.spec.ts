import 'fake-indexeddb/auto';
import { HttpErrorResponse } from '@angular/common/http';
import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../api/api';
import { login } from '../api/fn/sign-in/login';
import { logout } from '../api/fn/sign-in/logout';
import { getMeta } from '../api/fn/server/get-meta';
import { refreshSession } from '../api/fn/sign-in/refresh-session';
import type { UserDto } from '../api/models/user-dto';
import { Preferences } from './preferences/preferences';
import { ServerMeta } from './server-meta';
import { Session } from './session';
import { rememberedEnd, rememberEnd } from './session-end';
import { Startup } from './startup';
import { eventually } from '../testing/eventually';

const ANA = {
  id: 'ana',
  username: 'ana',
  displayName: 'Ana Berg',
  firstName: 'Ana',
  lastName: 'Berg',
  email: 'ana@parley.example',
  title: '',
  about: '',
  isStaff: false,
  isSuperuser: false,
} as UserDto;

describe('a start', () => {
  const refresh = vi.fn();
  const signOut = vi.fn();
  const answers = async (route: unknown, asked: { body: { shared?: boolean } }): Promise<unknown> => {
    if (route === refreshSession) return refresh();
    if (route === login) return { accessToken: 't', expiresIn: 900, shared: asked.body.shared === true, user: ANA };
    if (route === getMeta) return { organisationName: 'Northwind' };
    return route === logout ? signOut() : {};
  };
  const tokenOf = (sid: string): string => `x.${btoa(JSON.stringify({ sid }))}.x`;
  const assign = vi.fn();
  /** Another tab changed this in the storage of the browser. */
  const changedElsewhere = (key: string, newValue: string): void => {
    window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
  };
  const down = (): HttpErrorResponse => new HttpErrorResponse({ status: 0 });
  const names = async (): Promise<number> => (await indexedDB.databases()).length;

  async function visit(): Promise<Session> {
    TestBed.resetTestingModule();
    const page = { location: { assign }, defaultView: window, querySelectorAll: () => [] };
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke: answers } },
        { provide: DOCUMENT, useValue: page },
      ],
    });
    await TestBed.inject(Startup).begin();
    return TestBed.inject(Session);
  }

  beforeEach(async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    localStorage.clear();
    localStorage.setItem('parley.session', 'in');
    refresh.mockReset();
    signOut.mockReset();
    assign.mockReset();
    sessionStorage.clear();
    refresh.mockResolvedValueOnce({ accessToken: 't', expiresIn: 900, shared: false, user: ANA });
    await visit();
    await eventually(async () => expect(await names()).toBe(1));
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.unstubAllGlobals();
    localStorage.clear();
  });

  it('without a connection goes on as who was here last, and gets a token later', async () => {
    refresh.mockRejectedValueOnce(down());
    const session = await visit();

    expect(session.me()).toEqual(ANA);
    expect(session.accessToken()).toBeUndefined();
    expect(TestBed.inject(Startup).isServerAway()).toBe(false);

    refresh.mockResolvedValueOnce({ accessToken: 'u', expiresIn: 900, shared: false, user: ANA });
    await session.refresh();
    expect(session.accessToken()).toBe('u');
  });

  it('asks what the organisation is called, for the title', async () => {
    refresh.mockResolvedValueOnce({ accessToken: 't', expiresIn: 900, shared: false, user: ANA });
    await visit();

    await eventually(() => expect(TestBed.inject(ServerMeta).organisation()).toBe('Northwind'));
  });

  it('without a connection says that the server is away to whom this device does not know', async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    refresh.mockRejectedValueOnce(down());
    const session = await visit();

    expect(session.isSignedIn()).toBe(false);
    expect(TestBed.inject(Startup).isServerAway()).toBe(true);
  });

  it('does not wait for a server that keeps silent, and ends the session when it says so after all', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    let refuse: (reason: unknown) => void = () => undefined;
    refresh.mockReturnValueOnce(new Promise((_, reject) => (refuse = reject)));
    const visiting = visit();
    await vi.advanceTimersByTimeAsync(3_000);
    vi.useRealTimers();
    const session = await visiting;
    expect(session.isSignedIn()).toBe(true);

    refuse(new HttpErrorResponse({ status: 401 }));

    await eventually(() => expect(session.takeEnd()).toBe('expired'));
    await eventually(async () => expect(await names()).toBe(0));
  });

  it('after a sign-out without a connection ends that session as soon as the server is there', async () => {
    refresh.mockResolvedValueOnce({ accessToken: tokenOf('s1'), expiresIn: 900, shared: false, user: ANA });
    signOut.mockRejectedValueOnce(down());
    const before = await visit();
    await before.signOut();
    expect(before.isSignedIn()).toBe(false);
    await eventually(async () => expect(await names()).toBe(0));

    refresh.mockResolvedValueOnce({ accessToken: tokenOf('s1'), expiresIn: 900, shared: false, user: ANA });
    const session = await visit();

    expect(session.isSignedIn()).toBe(false);
    expect(signOut).toHaveBeenCalledTimes(2);
    await visit();
    expect(signOut).toHaveBeenCalledTimes(2);
  });

  it('after my own sign-out has no reason to tell, also when the socket hears of it first', async () => {
    refresh.mockResolvedValueOnce({ accessToken: 't', expiresIn: 900, shared: false, user: ANA });
    const session = await visit();
    signOut.mockImplementationOnce(() => session.ended('signed_out'));

    await session.signOut();

    expect([session.isSignedIn(), session.takeEnd()]).toEqual([false, undefined]);
    await eventually(async () => expect(await names()).toBe(0));
  });

  it('after a sign-out without a connection leaves a session alone that began since', async () => {
    refresh.mockResolvedValueOnce({ accessToken: tokenOf('s1'), expiresIn: 900, shared: false, user: ANA });
    signOut.mockRejectedValueOnce(down());
    await (await visit()).signOut();

    refresh.mockResolvedValueOnce({ accessToken: tokenOf('s2'), expiresIn: 900, shared: false, user: ANA });
    await visit();

    expect(signOut).toHaveBeenCalledTimes(1);
    await eventually(async () => expect(await names()).toBe(0));
  });

  it('leaves nothing behind when the session has ended meanwhile, and says why', async () => {
    const error = { code: 'session_ended', reason: 'ended_by_administrator' };
    refresh.mockRejectedValueOnce(new HttpErrorResponse({ status: 401, error }));
    TestBed.inject(Preferences).begin(ANA.id);
    TestBed.inject(Preferences).set('theme', 'dark');
    const session = await visit();

    expect(session.isSignedIn()).toBe(false);
    expect(session.takeEnd()).toBe('ended_by_administrator');
    await eventually(async () => expect(await names()).toBe(0));
    expect(localStorage.getItem('parley.preferences')).toBe('{}');
  });

  it('tells why a session ended to the page that is shown then, and to nobody later', async () => {
    rememberEnd('password_changed');
    localStorage.clear();

    expect((await visit()).takeEnd()).toBe('password_changed');

    expect((await visit()).takeEnd()).toBeUndefined();
  });

  it('never goes on as somebody else: a token for them has the page loaded anew', async () => {
    const session = TestBed.inject(Session);
    refresh.mockResolvedValueOnce({
      accessToken: 'of Cyd',
      expiresIn: 900,
      shared: false,
      user: { ...ANA, id: 'cyd' },
    });

    await session.refresh();

    expect([session.me(), session.accessToken()]).toEqual([undefined, undefined]);
    expect(assign).toHaveBeenCalledExactlyOnceWith('/');
    expect(localStorage.getItem('parley.session')).toBe('in');
  });

  it('goes on with the session that I began in another tab', async () => {
    refresh.mockResolvedValueOnce({ accessToken: 'u', expiresIn: 900, shared: false, user: ANA });

    changedElsewhere('parley.signed-in', 'ana');

    expect(TestBed.inject(Session).accessToken()).toBeUndefined();
    await eventually(() => expect(TestBed.inject(Session).accessToken()).toBe('u'));
    expect(assign).not.toHaveBeenCalled();
  });

  it('waits for the cookie of the session that took the place of its own', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const session = TestBed.inject(Session);
    refresh.mockRejectedValueOnce(new HttpErrorResponse({ status: 401, error: { reason: 'replaced' } }));
    refresh.mockResolvedValueOnce({ accessToken: 'u', expiresIn: 900, shared: false, user: ANA });
    const refreshed = session.refresh();
    await vi.advanceTimersByTimeAsync(1_000);
    vi.useRealTimers();

    expect(await refreshed).toBeUndefined();
    expect(session.accessToken()).toBe('u');
  });

  it('is over when a session took the place of its own whose cookie never comes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    refresh.mockRejectedValue(new HttpErrorResponse({ status: 401, error: { reason: 'replaced' } }));
    const refreshed = TestBed.inject(Session).refresh();
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();

    expect(await refreshed).toBe('replaced');
  });

  it('is made anew, and remembers nothing, when the session is one of a shared device by now', async () => {
    const session = TestBed.inject(Session);
    refresh.mockResolvedValueOnce({ accessToken: 'u', expiresIn: 900, shared: true, user: ANA });

    await session.refresh();

    expect(session.accessToken()).toBeUndefined();
    expect(assign).toHaveBeenCalledExactlyOnceWith('/');
    expect({ ...localStorage }).toEqual({});
    await eventually(async () => expect(await names()).toBe(0));
  });

  it('is made anew as soon as somebody else signs in in another tab', () => {
    changedElsewhere('parley.signed-in', 'cyd');

    expect(TestBed.inject(Session).accessToken()).toBeUndefined();
    expect(assign).toHaveBeenCalledExactlyOnceWith('/');
  });

  it('is over as soon as another tab signs out without a connection, and the next page says so', () => {
    changedElsewhere('parley.sign-out', 's1');

    expect(TestBed.inject(Session).isSignedIn()).toBe(false);
    expect(assign).toHaveBeenCalledExactlyOnceWith('/');
    expect(rememberedEnd()).toBe('signed_out');
  });

  it('shows and gets no token while a sign-out of another tab waits, even if it did not hear of it', async () => {
    const session = TestBed.inject(Session);
    refresh.mockClear();
    localStorage.setItem('parley.sign-out', 's1');

    expect(session.accessToken()).toBeUndefined();
    expect(await session.refresh()).toBe('signed_out');
    expect(session.isSignedIn()).toBe(false);
    expect(refresh).not.toHaveBeenCalled();
  });

  it('settles a sign-out that another tab has settled meanwhile', async () => {
    localStorage.removeItem('parley.session');
    localStorage.setItem('parley.sign-out', 's1');
    refresh.mockResolvedValueOnce({ accessToken: tokenOf('s1'), expiresIn: 900, shared: false, user: ANA });
    signOut.mockRejectedValueOnce(new HttpErrorResponse({ status: 401 }));

    expect((await visit()).isSignedIn()).toBe(false);
    expect(localStorage.getItem('parley.sign-out')).toBeNull();
  });

  it('goes on with a session on a shared device in its tab alone, and keeps nothing of it', async () => {
    await TestBed.inject(Session).signOut();
    const session = await visit();
    await session.login({ login: 'ana', password: 'p', shared: true });

    expect({ ...localStorage }).toEqual({});
    await eventually(async () => expect(await names()).toBe(0));
    refresh.mockResolvedValueOnce({ accessToken: 't', expiresIn: 900, shared: true, user: ANA });
    expect((await visit()).isSignedIn()).toBe(true);
    await TestBed.inject(Session).signOut();
    expect({ ...sessionStorage }).toEqual({});
  });
});
