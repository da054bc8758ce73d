import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Bus } from '../core/bus/bus.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { PresenceFacts } from './presence-facts.js';
import { PresenceNews, type Watcher } from './presence-news.js';
import type { PresenceState } from './presence-state.js';
import { PresenceTiming } from './presence-timing.js';
import type { PresenceRepository } from './presence.repository.js';

class Screen implements Watcher {
  readonly told: string[][] = [];
  isReady = true;

  constructor(readonly userId: string) {}

  tell(views: Parameters<Watcher['tell']>[0]): boolean {
    if (this.isReady) this.told.push(views.map((view) => `${view.userId} ${view.state}`));
    return this.isReady;
  }
}

describe('news of presence', () => {
  const facts = jest.fn<PresenceRepository['facts']>();
  let states: Record<string, PresenceState>;
  let hear: (message: { userIds: string[] }) => void;
  let returned: () => void;
  let events: DomainEvents;
  let news: PresenceNews;
  let screen: Screen;

  beforeEach(() => {
    jest.useFakeTimers();
    states = {};
    facts.mockReset().mockImplementation(async (userIds) =>
      userIds.map((userId): PresenceFacts => {
        const state = states[userId] ?? 'offline';
        return {
          userId,
          state,
          isActive: true,
          visibility: 'everyone',
          lastSeenAt: null,
          contactIds: [],
          apartIds: [],
        };
      }),
    );
    events = new DomainEvents();
    const bus = {
      on: (_topic: string, listener: typeof hear) => (hear = listener),
      onReturn: (listener: () => void) => (returned = listener),
    } as unknown as Bus;
    news = new PresenceNews({ facts } as unknown as PresenceRepository, events, bus, new PresenceTiming());
    news.onApplicationBootstrap();
    screen = new Screen('ben');
  });
  afterEach(() => {
    news.onModuleDestroy();
    jest.useRealTimers();
  });
  const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1_000);

  it('begin with the state of everybody who is watched, in one batch', async () => {
    states = { ana: 'active' };
    news.watch(screen, ['ana', 'carl']);
    await seconds(0);

    expect(screen.told).toEqual([['ana active', 'carl offline']]);
  });

  it('begin with those who are there when the others are presumed offline', async () => {
    states = { ana: 'active' };
    news.watch(screen, ['ana', 'carl'], 'offline');
    await seconds(0);
    states = { carl: 'away' };
    news.changed(['ana', 'carl']);
    await seconds(1);

    expect(screen.told).toEqual([['ana active'], ['ana offline', 'carl away']]);
  });

  it('are read once a second for all who changed, and not at all for whom nobody watches', async () => {
    news.watch(screen, ['ana', 'carl']);
    await seconds(0);
    states = { ana: 'active', carl: 'active', eve: 'active' };
    for (const userIds of [['eve'], ['ana'], ['carl', 'eve']]) hear({ userIds });
    await seconds(1);
    news.changed(['eve']);
    await seconds(5);

    expect(facts.mock.calls.map(([userIds]) => userIds)).toEqual([
      ['ana', 'carl'],
      ['ana', 'carl'],
    ]);
    expect(screen.told[1]).toEqual(['ana active', 'carl active']);
  });

  it('are not repeated when nothing is new', async () => {
    news.watch(screen, ['ana']);
    await seconds(0);
    news.changed(['ana']);
    await seconds(121);

    expect(screen.told).toEqual([['ana offline']]);
    expect(facts.mock.calls.length).toBe(6);
  });

  it.each([
    ['when the bus is back', () => returned()],
    ['every thirty seconds', () => undefined],
    ['when a person changed their settings', () => emitUpdated('ana')],
  ])('that nobody told are found %s', async (_when, happen) => {
    news.watch(screen, ['ana']);
    await seconds(0);
    states = { ana: 'away' };
    happen();
    await seconds(31);

    expect(screen.told).toEqual([['ana offline'], ['ana away']]);
  });

  it('wait until they can be told', async () => {
    news.watch(screen, ['ana']);
    await seconds(0);
    states = { ana: 'active' };
    screen.isReady = false;
    news.changed(['ana']);
    await seconds(2);
    screen.isReady = true;
    await seconds(31);

    expect(screen.told).toEqual([['ana offline'], ['ana active']]);
  });

  it('are read again when the database was away', async () => {
    facts.mockRejectedValueOnce(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
    news.watch(screen, ['ana']);
    await seconds(1);

    expect(screen.told).toEqual([['ana offline']]);
  });

  it('are not told to who does not watch any more', async () => {
    news.watch(screen, ['ana', 'carl']);
    await seconds(0);
    news.watch(screen, ['carl']);
    states = { ana: 'active', carl: 'active' };
    news.changed(['ana', 'carl']);
    await seconds(1);
    news.unwatch(screen);
    states = {};
    news.changed(['carl']);
    await seconds(60);

    expect(screen.told.slice(1)).toEqual([['carl active']]);
  });

  const emitUpdated = (id: string) =>
    events.emit('user.updated', {
      user: { id, username: id, displayName: id, avatarUrl: null, isActive: true },
      status: null,
      what: 'profile',
    });
});
