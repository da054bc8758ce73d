import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConversationDto } from '../../api/models/conversation-dto';
import { Link } from '../../core/realtime/link';
import { eventually } from '../../testing/eventually';
import { ConversationStore } from '../conversations/conversation-store';
import { aConversation } from '../sample-data';
import { Freshness } from '../sync/freshness';
import { ReadElsewhere } from './read-elsewhere';

describe('notifications of what was read', () => {
  const all = signal<ConversationDto[]>([]);
  const isCatchingUp = signal(false);
  const freshness = { isCurrent: true };
  let shown: string[];
  const conversation = (id: string, unreadCount: number) => aConversation({ id, unreadCount });

  beforeEach(() => {
    shown = ['c:a', 'c:b', 'test'];
    const getNotifications = async () =>
      shown.map((tag) => ({ tag, close: () => (shown = shown.filter((one) => one !== tag)) }));
    vi.stubGlobal('navigator', { serviceWorker: { getRegistration: async () => ({ getNotifications }) } });
    freshness.isCurrent = true;
    all.set([conversation('a', 1), conversation('b', 1)]);
    TestBed.configureTestingModule({
      providers: [
        { provide: ConversationStore, useValue: { all } },
        { provide: Freshness, useValue: freshness },
        { provide: Link, useValue: { isCatchingUp } },
      ],
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('go, and those of others stay', async () => {
    TestBed.inject(ReadElsewhere);
    TestBed.tick();

    all.set([conversation('a', 0), conversation('b', 1)]);
    TestBed.tick();

    await eventually(() => expect(shown).toEqual(['c:b', 'test']));
  });

  it('go when the page opens, if it was read meanwhile', async () => {
    all.set([conversation('a', 0), conversation('b', 1)]);
    TestBed.inject(ReadElsewhere);
    TestBed.tick();

    await eventually(() => expect(shown).toEqual(['c:b', 'test']));
  });

  it('stay while only what this device kept says that it is read', async () => {
    freshness.isCurrent = false;
    isCatchingUp.set(true);
    all.set([conversation('a', 0), conversation('b', 0)]);
    TestBed.inject(ReadElsewhere);
    TestBed.tick();

    // The server knows of a message that this device had not.
    all.set([conversation('a', 1), conversation('b', 0)]);
    freshness.isCurrent = true;
    isCatchingUp.set(false);
    TestBed.tick();

    await eventually(() => expect(shown).toEqual(['c:a', 'test']));
  });
});
