import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UnreadTotal } from '../core/unread-title';
import { eventually } from '../testing/eventually';
import { UnreadBadges } from './unread-badges';

describe('the icon of the tab and of the app', () => {
  let icon: HTMLLinkElement;
  const setAppBadge = vi.fn(async () => undefined);
  const clearAppBadge = vi.fn(async () => undefined);

  beforeEach(() => {
    icon = TestBed.inject(DOCUMENT).createElement('link');
    Object.assign(icon, { rel: 'icon', href: '/favicon.svg' });
    TestBed.inject(DOCUMENT).head.append(icon);
    Object.assign(navigator, { setAppBadge, clearAppBadge });
    vi.stubGlobal('fetch', async () => new Response('<svg><rect/></svg>\n'));
    setAppBadge.mockClear();
    clearAppBadge.mockClear();
  });
  afterEach(() => {
    icon.remove();
    vi.unstubAllGlobals();
  });

  function count(unread: number): void {
    TestBed.inject(UnreadTotal).unreadTotal.set(unread);
    TestBed.inject(UnreadBadges);
    TestBed.tick();
  }

  it.each([
    [3, '>3</text>'],
    [12, '>9+</text>'],
  ])('shows that %i chats wait', async (unread, text) => {
    count(unread);

    await eventually(() => expect(decodeURIComponent(icon.href)).toContain(text));
    expect(setAppBadge).toHaveBeenCalledWith(unread);
  });

  it('is plain again once everything is read', async () => {
    count(3);
    await eventually(() => expect(icon.href).toMatch(/^data:/));

    count(0);

    expect(new URL(icon.href).pathname).toBe('/favicon.svg');
    expect(clearAppBadge).toHaveBeenCalled();
  });
});
