import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PATIENCE_MS, patienceInterceptor } from './patience.interceptor';
import { problemOf } from './problem';

describe('a request that is never answered', () => {
  const codeOf = (method: string, path: string): Promise<string> =>
    firstValueFrom(TestBed.inject(HttpClient).request(method, path)).then(
      () => 'answered',
      (error: unknown) => problemOf(error).code,
    );

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', (_: unknown, { signal }: RequestInit) => {
      return new Promise((__, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    });
    TestBed.configureTestingModule({ providers: [provideHttpClient(withInterceptors([patienceInterceptor]))] });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('is given up after a while when it only reads', async () => {
    const code = codeOf('GET', '/api/v1/messages/search');

    await vi.advanceTimersByTimeAsync(PATIENCE_MS);

    await expect(code).resolves.toBe('network');
  });

  it.each([
    ['POST', '/api/v1/messages'],
    ['GET', '/api/v1/admin/audit/verify'],
  ])('is waited for when giving it up would help nobody: %s %s', async (method, path) => {
    const code = codeOf(method, path);

    await vi.advanceTimersByTimeAsync(PATIENCE_MS);

    await expect(Promise.race([code, Promise.resolve('waiting')])).resolves.toBe('waiting');
  });
});
