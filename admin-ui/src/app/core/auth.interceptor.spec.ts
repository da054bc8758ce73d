import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { beforeEach, expect, it, vi } from 'vitest';
import { authInterceptor } from './auth.interceptor';
import { problemOf } from './problem';
import { Session } from './session';

const session = { token: 'first', accessToken: () => session.token, isSignedIn: () => true, refresh: vi.fn() };
const UNAUTHORISED = { status: 401, statusText: 'Unauthorized' };
let server: HttpTestingController;
const send = (): Promise<unknown> => firstValueFrom(TestBed.inject(HttpClient).post('/api/v1/auth/confirm', {}));

beforeEach(() => {
  vi.clearAllMocks();
  session.token = 'first';
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withInterceptors([authInterceptor])),
      provideHttpClientTesting(),
      { provide: Session, useValue: session },
    ],
  });
  server = TestBed.inject(HttpTestingController);
});

it('a wrong code is sent once, since each is counted', async () => {
  const sent = send().catch((error: unknown) => problemOf(error).code);

  server.expectOne('/api/v1/auth/confirm').flush({ code: 'wrong_code' }, UNAUTHORISED);

  await expect(sent).resolves.toBe('wrong_code');
  expect(session.refresh).not.toHaveBeenCalled();
  server.verify();
});

it('what was sent with an old token is sent again with a new one', async () => {
  session.refresh.mockImplementation(async () => void (session.token = 'second'));
  const sent = send();

  server.expectOne('/api/v1/auth/confirm').flush({ code: 'unauthenticated' }, UNAUTHORISED);
  await new Promise((resolve) => setTimeout(resolve));
  const again = server.expectOne('/api/v1/auth/confirm');
  again.flush({ done: true });

  await expect(sent).resolves.toEqual({ done: true });
  expect(again.request.headers.get('Authorization')).toBe('Bearer second');
});
