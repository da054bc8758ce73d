import { HttpErrorResponse, provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { Api } from '../api/api';
import { changePassword } from '../api/fn/sign-in/change-password';
import { problemOf } from './problem';

const PROBLEM = {
  code: 'wrong_password',
  title: 'Wrong password',
  detail: 'That is not your password.',
  errors: [{ pointer: '/currentPassword', code: 'wrong', detail: 'That is not your password.' }],
};

describe('a refusal', () => {
  it('is told in the words of the server, also by an operation that answers with nothing', async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    const body = { currentPassword: 'a', newPassword: 'b' };
    const asked = TestBed.inject(Api).invoke(changePassword, { body });
    const refused = asked.catch(problemOf);

    TestBed.inject(HttpTestingController)
      .expectOne(({ url }) => url.endsWith('/password'))
      .flush(JSON.stringify(PROBLEM), { status: 403, statusText: 'Forbidden' });

    expect(await refused).toMatchObject({ ...PROBLEM, status: 403 });
  });

  it('that a proxy in between made still leads on', () => {
    const response = new HttpErrorResponse({ status: 502, error: '<html>Bad gateway</html>' });

    expect(problemOf(response)).toMatchObject({ code: 'http_502', detail: expect.stringContaining('Try again') });
  });
});
