import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ConversationsService } from '../messages/conversations/conversations.service.js';
import { DefaultWatches } from './default-watches.js';
import type { PresenceNews, Watcher } from './presence-news.js';
import { PresenceTiming } from './presence-timing.js';

const connectionOf = (userId: string): Watcher => ({ userId, tell: () => true });

describe('whom a connection watches that has not said so', () => {
  const newestPartners = jest.fn<ConversationsService['newestPartners']>();
  const watch = jest.fn<PresenceNews['watch']>();
  let defaults: DefaultWatches;

  beforeEach(() => {
    jest.useFakeTimers();
    jest.resetAllMocks();
    newestPartners.mockImplementation(async (userIds) => new Map(userIds.map((id) => [id, [`partner of ${id}`]])));
    const conversations = { newestPartners } as unknown as ConversationsService;
    defaults = new DefaultWatches(conversations, { watch } as unknown as PresenceNews, new PresenceTiming());
  });
  afterEach(() => {
    defaults.onModuleDestroy();
    jest.useRealTimers();
  });
  const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1_000);

  it('are its partners, looked up together for all who come at once', async () => {
    const people = Array.from({ length: 201 }, (_, i) => connectionOf(`person ${i}`));
    for (const person of people) defaults.give(person);
    await seconds(5);

    expect(newestPartners.mock.calls.map(([userIds, limit]) => [userIds.length, limit])).toEqual([
      [200, 20],
      [1, 20],
    ]);
    expect(watch.mock.calls).toEqual(people.map((person) => [person, [`partner of ${person.userId}`], 'offline']));
  });

  it('are looked up a second later for who comes while others are looked up', async () => {
    newestPartners.mockImplementationOnce(async () => {
      for (let i = 0; i < 50; i++) defaults.give(connectionOf(`late ${i}`));
      return new Map();
    });
    defaults.give(connectionOf('early'));
    await seconds(0.9);
    const atOnce = newestPartners.mock.calls.length;
    await seconds(0.2);

    expect([atOnce, newestPartners.mock.calls.length, watch.mock.calls.length]).toEqual([1, 2, 51]);
  });

  it('is nobody once it has said so itself, also while it is looked up', async () => {
    const [before, during] = [connectionOf('ana'), connectionOf('ben')];
    newestPartners.mockImplementationOnce(async () => {
      defaults.withdraw(during);
      return new Map([['ben', ['carl']]]);
    });
    defaults.give(before);
    defaults.give(during);
    defaults.withdraw(before);
    await seconds(5);

    expect([newestPartners.mock.calls, watch.mock.calls]).toEqual([[[['ben'], 20]], []]);
  });
});
