import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { withComponentInputBinding } from '@angular/router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { adminListConversations } from '../../api/fn/administration/admin-list-conversations';
import type { OverseenGroupDto } from '../../api/models/overseen-group-dto';
import { Session } from '../../core/session';
import { eventually } from '../../testing/eventually';
import { GroupsPage } from './groups-page';

const ANA = { id: 'ana', username: 'ana', displayName: 'Ana Berg', avatarUrl: null };
const BOATS: OverseenGroupDto = {
  ...{ id: 'boats', subject: 'Boat house', memberCount: 1_234, messageCount: 5, listed: false, ownerless: false },
  ...{ createdAt: '2026-01-01T08:00:00Z', lastActivityAt: '2026-02-01T08:00:00Z', owners: [ANA], ownerCount: 4 },
};

describe('the list of groups in the console', () => {
  const list = vi.fn<(asked: object) => Promise<unknown>>();
  beforeEach(() => {
    list.mockReset().mockResolvedValue({ items: [BOATS], nextCursor: null, total: 1 });
  });

  async function open(address = '/groups') {
    const invoke = (route: unknown, asked: object): Promise<unknown> =>
      route === adminListConversations ? list(asked) : new Promise(() => undefined);
    TestBed.configureTestingModule({
      providers: [
        provideRouter([{ path: 'groups', component: GroupsPage }], withComponentInputBinding()),
        { provide: Api, useValue: { invoke } },
        { provide: Session, useValue: { me: signal(undefined) } },
      ],
    });
    const harness = await RouterTestingHarness.create(address);
    const element = harness.routeNativeElement ?? expect.fail('There is no page.');
    const button = (name: string) =>
      [...element.querySelectorAll('button')].find(({ textContent }) => textContent.trim().startsWith(name)) ??
      expect.fail(name);
    return {
      text: () => element.textContent,
      press: (name: string) => button(name).click(),
      url: () => TestBed.inject(Router).url,
      type: (text: string) => {
        const box = element.querySelector('input') ?? expect.fail('There is no field.');
        box.value = text;
        box.dispatchEvent(new Event('input'));
      },
      leave: () => harness.fixture.destroy(),
    };
  }

  it('shows names and numbers, and how many more owners there are', async () => {
    const { text } = await open();

    await eventually(() => expect(text()).toContain('Boat house'));
    expect(text()).toContain('Ana Berg and 3 more');
    expect(text()).toContain('1,234');
  });

  it('asks for what stands in the address', async () => {
    await open('/groups?q=boat&ownerless=true&sort=-members');

    await eventually(() =>
      expect(list).toHaveBeenCalledWith({ q: 'boat', ownerless: 'true', sort: '-members', limit: 50 }),
    );
  });

  it('puts filter and order into the address', async () => {
    const { text, press, url } = await open();
    await eventually(() => expect(text()).toContain('Boat house'));

    press('Members');
    await eventually(() => expect(url()).toBe('/groups?sort=-members'));
    press('Without owner');
    await eventually(() => expect(url()).toBe('/groups?sort=-members&ownerless=true'));
  });

  it('says that every group has an owner where none is without one, with a way back', async () => {
    list.mockResolvedValue({ items: [], nextCursor: null, total: 0 });
    const { text, press, url } = await open('/groups?ownerless=true');
    await eventually(() => expect(text()).toContain('Every group has an owner'));

    press('Show all groups');

    await eventually(() => expect(url()).toBe('/groups'));
  });

  it('leads nobody anywhere who left while it was still to follow what was typed', async () => {
    const { text, type, leave } = await open();
    await eventually(() => expect(text()).toContain('Boat house'));
    const navigate = vi.spyOn(TestBed.inject(Router), 'navigate');
    vi.useFakeTimers();

    type('boat');
    leave();
    vi.runAllTimers();
    vi.useRealTimers();

    expect(navigate).not.toHaveBeenCalled();
  });

  it('says that there are none yet', async () => {
    list.mockResolvedValue({ items: [], nextCursor: null, total: 0 });
    const { text } = await open();

    await eventually(() => expect(text()).toContain('No groups yet'));
  });

  it('says why it could not be loaded, and asks again', async () => {
    list.mockRejectedValueOnce(new HttpErrorResponse({ status: 503, error: { detail: 'Back soon.' } }));
    const { text, press } = await open();
    await eventually(() => expect(text()).toContain("Groups couldn't be loaded"));

    press('Retry');

    await eventually(() => expect(text()).toContain('Boat house'));
  });

  it('counts no further than the server does', async () => {
    list.mockResolvedValue({ items: [BOATS], nextCursor: null, total: 10_000 });
    const { text } = await open();

    await eventually(() => expect(text()).toContain('10,000+'));
  });
});
