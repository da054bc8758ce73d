import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { describe, expect, it } from 'vitest';
import { roleProblemText } from './role-words';

describe('why a role is not given', () => {
  const refusal = (error: object): HttpErrorResponse =>
    new HttpErrorResponse({ status: 403, headers: new HttpHeaders(), error });

  it('names what one may not do oneself', () => {
    const missing = ['user.manage', 'settings.manage'];

    expect(roleProblemText(refusal({ code: 'permission_not_held', detail: '', missing }))).toBe(
      "You can't do this yourself: Create, change and deactivate accounts and Change the settings of the organisation. Ask someone who can.",
    );
  });

  it('is what the server says where nothing is missing', () => {
    expect(roleProblemText(refusal({ code: 'not_known_here', detail: 'Not now.' }))).toBe('Not now.');
  });
});
