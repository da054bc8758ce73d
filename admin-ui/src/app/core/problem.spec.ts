import { HttpErrorResponse, provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { Api } from '../api/api';
import { changePassword } from '../api/fn/sign-in/change-password';
import { problemOf } from './problem';

const PROBLEM = {
  code: 'brand_new',
  detail: 'Something that this version does not know.',
  errors: [
    { pointer: '/currentPassword', code: 'wrong_password', detail: "The server's own words." },
    { pointer: '/newPassword', code: 'brand_new', detail: 'Something that this version does not know.' },
  ],
};

describe('a refusal', () => {
  it('is told by its codes, and in the words of the server where this version does not know them', async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    const body = { currentPassword: 'a', newPassword: 'b' };
    const asked = TestBed.inject(Api).invoke(changePassword, { body });
    const refused = asked.then(() => expect.fail('It was not refused.'), problemOf);

    TestBed.inject(HttpTestingController)
      .expectOne(({ url }) => url.endsWith('/password'))
      .flush(JSON.stringify(PROBLEM), { status: 403, statusText: 'Forbidden' });

    const { code, errors } = await refused;
    expect(code).toBe(PROBLEM.code);
    expect(errors.map((error) => error.detail)).toEqual([
      'This is not your current password.',
      'Something that this version does not know.',
    ]);
  });

  it('that a proxy in between made still leads on', () => {
    const response = new HttpErrorResponse({ status: 502, error: '<html>Bad gateway</html>' });

    expect(problemOf(response)).toMatchObject({ code: 'http_502', detail: expect.stringContaining('Try again') });
  });
});
