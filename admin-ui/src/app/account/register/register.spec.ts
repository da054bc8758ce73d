import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { describe, expect, it } from 'vitest';
import { Api } from '../../api/api';
import { getInvite } from '../../api/fn/sign-in/get-invite';
import type { UserDto } from '../../api/models/user-dto';
import { routes } from '../../app.routes';
import { Session } from '../../core/session';
import { eventually } from '../../testing/eventually';

const ANA = { id: 'ana', displayName: 'Ana Berg' } as UserDto;
const OFFER = {
  invitedBy: 'Ben Okafor',
  organisationName: 'Northwind',
  email: null,
  expiresAt: '2026-12-03T00:00:00Z',
};

describe('an invitation', () => {
  const meta = { setupRequired: false, settings: {} };
  const api = { invoke: async (route: unknown) => (route === getInvite ? OFFER : meta) };

  async function open(me?: UserDto): Promise<HTMLElement> {
    TestBed.configureTestingModule({
      providers: [provideRouter(routes.slice(0, 4), withComponentInputBinding()), { provide: Api, useValue: api }],
    });
    if (me) TestBed.inject(Session).know(me);
    const harness = await RouterTestingHarness.create('/register?invite=token');
    await harness.fixture.whenStable();
    return harness.fixture.nativeElement as HTMLElement;
  }

  it('shows the form to who is not signed in', async () => {
    const page = await open();

    expect(page.querySelector('h1')?.textContent).toBe('Create your account');
  });

  it('tells somebody who is signed in what it is for, and lets them sign out for it', async () => {
    const page = await open(ANA);
    expect(page.querySelector('h1')?.textContent).toBe("You're signed in as Ana Berg");
    expect(page.querySelector('form')).toBeNull();
    expect(TestBed.inject(Router).url).toBe('/register?invite=token');

    [...page.querySelectorAll('button')].find((one) => one.textContent.includes('Sign out'))?.click();

    await eventually(() => expect(TestBed.inject(Session).isSignedIn()).toBe(false));
  });
});
