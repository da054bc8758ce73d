import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Bus } from '../core/bus/bus.js';
import { LocalPresence } from './local-presence.js';
import type { PresenceNews } from './presence-news.js';
import { PresenceTiming } from './presence-timing.js';
import { PresenceWriter } from './presence-writer.js';
import type { Accounts } from '../users/accounts.js';
import type { PresenceRepository } from './presence.repository.js';

const NINE = Date.parse('2026-11-24T09:00:00Z');
const [laptop, phone] = [Symbol('laptop'), Symbol('phone')];

describe('what a node writes of its people', () => {
  const save = jest.fn<PresenceRepository['save']>();
  const noteSightings = jest.fn<Accounts['noteSightings']>();
  const ofNode = jest.fn<PresenceRepository['ofNode']>();
  const tell = jest.fn<(topic: string, message: { userIds: string[] }) => void>();
  const changed = jest.fn<PresenceNews['changed']>();
  let local: LocalPresence;
  let writer: PresenceWriter;

  beforeEach(() => {
    jest.useFakeTimers({ now: NINE });
    jest.resetAllMocks();
    ofNode.mockImplementation(async () => new Map(local.all()));
    const timing = new PresenceTiming();
    local = new LocalPresence(timing);
    writer = new PresenceWriter(
      local,
      { save, ofNode } as unknown as PresenceRepository,
      { noteSightings } as unknown as Accounts,
      { changed } as unknown as PresenceNews,
      { nodeId: 'node', tell } as unknown as Bus,
      timing,
    );
    writer.onApplicationBootstrap();
  });
  afterEach(async () => {
    await writer.onModuleDestroy();
    jest.useRealTimers();
  });
  const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1_000);

  it('is one statement for a thousand who come at once, told in messages that the bus can carry', async () => {
    const userIds = Array.from({ length: 1_000 }, (_, i) => `0192f3c4-5d6e-7f80-9a1b-${String(i).padStart(12, '0')}`);
    for (const userId of userIds) local.opened(userId, laptop);
    await seconds(10);

    expect(save.mock.calls).toEqual([['node', userIds.map((userId) => [userId, 'active'])]]);
    expect(tell.mock.calls.flatMap(([, message]) => message.userIds)).toEqual(userIds);
    expect(tell.mock.calls.map((call) => JSON.stringify(call).length < 7_000)).not.toContain(false);
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('is at most one statement a second, and none while nothing changes', async () => {
    for (let i = 0; i < 40; i++) {
      local.opened(`person ${i}`, laptop);
      await seconds(0.1);
    }
    await seconds(60);

    expect(save.mock.calls.length).toBe(5);
    expect(save.mock.calls.flatMap(([, changes]) => changes)).toHaveLength(40);
  });

  it('first notes when somebody was last seen, then that they are gone', async () => {
    const order: string[] = [];
    noteSightings.mockImplementation(async ([seen]) => void order.push(`seen ${seen?.at.toISOString()}`));
    save.mockImplementation(async (_node, [change]) => void order.push(String(change?.[1])));
    local.opened('ana', laptop);
    await seconds(5);
    local.closed('ana', laptop);
    await seconds(21);

    expect(order).toEqual(['active', 'seen 2026-11-24T09:00:05.000Z', 'undefined']);
  });

  it('notes once a minute who is active, in one statement, and not who is away', async () => {
    local.opened('ana', laptop);
    local.opened('ben', phone);
    local.declared('ben', phone, 'away');
    await seconds(60);
    await seconds(60);

    expect(noteSightings.mock.calls.map(([seen]) => seen.map(({ userId }) => userId))).toEqual([
      ['ana', 'ben'],
      ['ana'],
    ]);
  });

  it('is written again after the database was away, and told only then', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    save.mockRejectedValueOnce(new Error('away'));
    local.opened('ana', laptop);
    await seconds(0);
    const toldTooSoon = tell.mock.calls.length;
    await seconds(1);

    expect([toldTooSoon, tell.mock.calls.length, save.mock.calls[1]]).toEqual([0, 1, ['node', [['ana', 'active']]]]);
    warn.mockRestore();
  });

  it('is mended every thirty seconds where it is not true', async () => {
    local.opened('ana', laptop);
    local.opened('ben', phone);
    await seconds(1);
    ofNode.mockResolvedValueOnce(new Map([['ben', 'away'] as const, ['carl', 'active'] as const]));
    await seconds(31);

    expect(save.mock.calls[1]).toEqual([
      'node',
      [
        ['ana', 'active'],
        ['ben', 'active'],
        ['carl', undefined],
      ],
    ]);
    expect(save).toHaveBeenCalledTimes(2);
  });
});
