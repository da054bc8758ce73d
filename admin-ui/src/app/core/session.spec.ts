import 'fake-indexeddb/auto';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { provideApiConfiguration } from '../api/api-configuration';
import type { UserDto } from '../api/models/user-dto';
import { eventually } from '../testing/eventually';
import { authInterceptor } from './auth.interceptor';
import { Session } from './session';

const ANA = { id: 'ana', displayName: 'Ana Berg' } as UserDto;
const grant = (accessToken: string) => ({ accessToken, expiresIn: 900, shared: false, user: ANA });

/** The lock of all tabs of a browser, which each gets when the one before is done. */
class FakeLocks {
  private last: Promise<unknown> = Promise.resolve();

  request<T>(_name: string, work: () => Promise<T>): Promise<T> {
    const mine = this.last.then(work);
    this.last = mine.catch(() => undefined);
    return mine;
  }
}

describe('a session whose cookie several tabs share', () => {
  let session: Session;
  let locks: FakeLocks;

  const asked = async (path: string): Promise<TestRequest> => {
    const requests: TestRequest[] = [];
    await eventually(() => {
      requests.push(...TestBed.inject(HttpTestingController).match(`/api/v1${path}`));
      expect(requests).toHaveLength(1);
    });
    return requests[0]!;
  };
  const answerRefresh = async (token: string): Promise<void> => (await asked('/auth/refresh')).flush(grant(token));
  const refuse = (request: TestRequest): void => request.flush({}, { status: 401, statusText: 'Unauthorized' });
  /** Another tab asks for its turn, and says when it has it. */
  const otherTab = () => {
    const turn = { hasCome: false };
    void locks.request('parley.refresh', async () => (turn.hasCome = true));
    return turn;
  };

  beforeEach(() => {
    localStorage.clear();
    locks = new FakeLocks();
    Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
    TestBed.configureTestingModule({
      providers: [
        provideApiConfiguration(''),
        provideHttpClient(withInterceptors([authInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    session = TestBed.inject(Session);
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    Reflect.deleteProperty(navigator, 'locks');
    localStorage.clear();
  });

  it('lets no other tab get a token while somebody signs in', async () => {
    const signingIn = session.login({ login: 'ana', password: 'p' });
    const request = await asked('/auth/login');
    const other = otherTab();
    await Promise.resolve();
    expect(other.hasCome).toBe(false);

    request.flush(grant('t'));
    await signingIn;

    expect(session.accessToken()).toBe('t');
    await eventually(() => expect(other.hasCome).toBe(true));
  });

  it('lets no other tab get a token while somebody signs out', async () => {
    const refreshing = session.refresh();
    await answerRefresh('t');
    await refreshing;

    const signingOut = session.signOut();
    const request = await asked('/auth/logout');
    const other = otherTab();
    await Promise.resolve();
    expect(other.hasCome).toBe(false);
    request.flush(null);
    await signingOut;

    expect(session.isSignedIn()).toBe(false);
    await eventually(() => expect(other.hasCome).toBe(true));
  });

  it('ends at the server with a newer token when its own is refused', async () => {
    const refreshing = session.refresh();
    await answerRefresh('old');
    await refreshing;

    const signingOut = session.signOut();
    refuse(await asked('/auth/logout'));
    await answerRefresh('new');
    const second = await asked('/auth/logout');
    second.flush(null);
    await signingOut;

    expect(second.request.headers.get('Authorization')).toBe('Bearer new');
    expect(session.isSignedIn()).toBe(false);
  });
});
