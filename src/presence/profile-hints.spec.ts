import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ConversationsService } from '../messages/conversations/conversations.service.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Broadcast } from '../realtime/broadcast.js';
import type { Connections } from '../realtime/connections.js';
import type { EventFrame } from '../realtime/frames/server-frame.js';
import type { PresenceNews } from './presence-news.js';
import { ProfileHints } from './profile-hints.js';

const place = (userId: string) => ({ conversationId: 'group', userId });

describe('news of a profile', () => {
  const together = jest.fn<ConversationsService['peopleTogetherWith']>();
  let told: string[];
  let events: DomainEvents;
  let hints: ProfileHints;

  beforeEach(() => {
    jest.useFakeTimers();
    told = [];
    together.mockReset();
    const isHere = (userId: string) => !userId.startsWith('away');
    const toPeople = (userIds: Iterable<string>, { data }: EventFrame) => {
      const { displayName } = data as { displayName: string };
      for (const userId of userIds) told.push(`${userId}: ${displayName}`);
    };
    events = new DomainEvents();
    hints = new ProfileHints(
      events,
      { peopleTogetherWith: together } as unknown as ConversationsService,
      { watching: () => ['watcher'] } as unknown as PresenceNews,
      { size: 1, isConnected: isHere } as unknown as Connections,
      { toPeople } as unknown as Broadcast,
    );
    hints.onModuleInit();
  });
  afterEach(() => {
    hints.onModuleDestroy();
    jest.useRealTimers();
  });

  const rename = (id: string, displayName: string) =>
    events.emit('user.updated', {
      user: { id, username: id, displayName, avatarUrl: null, isActive: true },
      status: null,
      what: 'profile',
    });
  const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1_000);

  it('reach everybody who is here once, a piece of a large group after the other', async () => {
    together
      .mockResolvedValueOnce({ userIds: ['ana', 'ben', 'away.one'], read: 10_000, next: place('ben') })
      .mockResolvedValueOnce({ userIds: ['ben', 'carl', 'watcher'], read: 3, next: undefined });

    rename('ana', 'Ana');
    await seconds(0);

    expect(together.mock.calls.map(([, , after]) => after)).toEqual([undefined, place('ben')]);
    expect(told).toEqual(['ana: Ana', 'watcher: Ana', 'ben: Ana', 'carl: Ana']);
  });

  it('cost a part of a second however many are to hear them, and go on in the next', async () => {
    together.mockResolvedValue({ userIds: [], read: 10_000, next: place('ben') });

    rename('ana', 'Ana');
    await seconds(0);
    const first = together.mock.calls.length;
    await seconds(1);

    expect([first, together.mock.calls.length]).toEqual([5, 10]);
  });

  it('of one in the largest groups keep nobody else waiting', async () => {
    together.mockImplementation(async (userId) =>
      userId === 'ana'
        ? { userIds: [], read: 10_000, next: place('ben') }
        : { userIds: ['dan'], read: 2, next: undefined },
    );

    rename('ana', 'Ana');
    rename('dora', 'Dora');
    await seconds(0);

    expect(told).toContain('dan: Dora');
  });

  it('that changed again while they were told are told once more, to everybody', async () => {
    together
      .mockImplementationOnce(async () => {
        rename('ana', 'Ana the Second');
        return { userIds: ['ben'], read: 10_000, next: place('ben') };
      })
      .mockResolvedValueOnce({ userIds: ['carl'], read: 1, next: undefined })
      .mockResolvedValueOnce({ userIds: ['ben', 'carl'], read: 2, next: undefined });

    rename('ana', 'Ana');
    await seconds(1);

    expect(told.filter((line) => /ben|carl/.test(line))).toEqual([
      'ben: Ana',
      'carl: Ana',
      'ben: Ana the Second',
      'carl: Ana the Second',
    ]);
  });

  it('go on where they were when the database was away', async () => {
    together
      .mockResolvedValueOnce({ userIds: ['ben'], read: 10_000, next: place('ben') })
      .mockRejectedValueOnce(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }))
      .mockResolvedValueOnce({ userIds: ['carl'], read: 1, next: undefined });

    rename('ana', 'Ana');
    await seconds(2);

    expect(together.mock.calls.map(([, , after]) => after)).toEqual([undefined, place('ben'), place('ben')]);
    expect(told.filter((line) => /ben|carl/.test(line))).toEqual(['ben: Ana', 'carl: Ana']);
  });
});
