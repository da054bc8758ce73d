import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { problemOf } from '../problem';
import { FACTOR_DUTY_PATH } from './factor-duty';
import { ASK_IDENTITY } from './identity-check';
import { proofInterceptor } from './proof.interceptor';

const UNCONFIRMED = { code: 'confirmation_required', methods: ['password', 'totp', 'by-owl'] };
const FORBIDDEN = { status: 403, statusText: 'Forbidden' };

describe('a request that takes a proof', () => {
  const navigateByUrl = vi.fn(async () => true);
  let answer: (isConfirmed: boolean) => void;
  const ask = vi.fn(() => new Promise<boolean>((resolve) => (answer = resolve)));
  let server: HttpTestingController;
  const send = (path: string): Promise<unknown> =>
    firstValueFrom(TestBed.inject(HttpClient).post(path, { sent: path }));
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  beforeEach(() => {
    vi.clearAllMocks();
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([proofInterceptor])),
        provideHttpClientTesting(),
        { provide: ASK_IDENTITY, useValue: ask },
        { provide: Router, useValue: { navigateByUrl } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
  });

  it('is sent again as it was when whoever is here has confirmed who they are', async () => {
    const sent = send('/api/v1/roles');
    server.expectOne('/api/v1/roles').flush(UNCONFIRMED, FORBIDDEN);

    answer(true);
    await settle();
    const again = server.expectOne('/api/v1/roles');
    again.flush({ id: 'r' });

    await expect(sent).resolves.toEqual({ id: 'r' });
    expect(again.request.body).toEqual({ sent: '/api/v1/roles' });
    expect(ask).toHaveBeenCalledExactlyOnceWith(['password', 'totp']);
  });

  it('is sent again once and no more', async () => {
    const sent = send('/api/v1/roles').catch((error: unknown) => problemOf(error).code);
    server.expectOne('/api/v1/roles').flush(UNCONFIRMED, FORBIDDEN);
    answer(true);
    await settle();
    server.expectOne('/api/v1/roles').flush(UNCONFIRMED, FORBIDDEN);

    await expect(sent).resolves.toBe('confirmation_required');
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('fails as it was answered when nobody confirmed', async () => {
    const sent = send('/api/v1/roles').catch((error: unknown) => problemOf(error).code);
    server.expectOne('/api/v1/roles').flush(UNCONFIRMED, FORBIDDEN);

    answer(false);

    await expect(sent).resolves.toBe('confirmation_required');
    server.verify();
  });

  it('shares the question with others that wait for it', async () => {
    const both = Promise.all([send('/api/v1/roles'), send('/api/v1/users')]);
    server.expectOne('/api/v1/roles').flush(UNCONFIRMED, FORBIDDEN);
    server.expectOne('/api/v1/users').flush(UNCONFIRMED, FORBIDDEN);

    answer(true);
    await settle();
    server.expectOne('/api/v1/roles').flush(1);
    server.expectOne('/api/v1/users').flush(2);

    await expect(both).resolves.toEqual([1, 2]);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('asks nobody where it is forbidden for another reason', async () => {
    const sent = send('/api/v1/roles').catch((error: unknown) => problemOf(error).code);
    server.expectOne('/api/v1/roles').flush({ code: 'permission_denied' }, FORBIDDEN);

    await expect(sent).resolves.toBe('permission_denied');
    expect(ask).not.toHaveBeenCalled();
    expect(navigateByUrl).not.toHaveBeenCalled();
  });

  it('leads to the set-up of a second factor, where there has to be one', async () => {
    const sent = send('/api/v1/roles').catch((error: unknown) => problemOf(error).code);
    server.expectOne('/api/v1/roles').flush({ code: 'second_factor_setup_required' }, FORBIDDEN);

    await expect(sent).resolves.toBe('second_factor_setup_required');
    expect(navigateByUrl).toHaveBeenCalledExactlyOnceWith(FACTOR_DUTY_PATH);
  });
});
