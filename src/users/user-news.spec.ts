import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Bus } from '../core/bus/bus.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Account } from './account.js';
import { UserNews } from './user-news.js';
import type { UsersRepository } from './users.repository.js';

const account = (id: string) =>
  ({ id, username: id, firstName: '', lastName: '', statusText: 'Busy', statusEmoji: '' }) as Account;

describe('news of people', () => {
  const findMany = jest.fn<UsersRepository['findMany']>();
  const tell = jest.fn();
  let hear: (message: { userId: string; what: 'profile' }) => void;
  let told: unknown[];
  let news: UserNews;

  beforeEach(() => {
    jest.resetAllMocks();
    findMany.mockImplementation(async (ids) => ids.map(account));
    const events = new DomainEvents();
    told = [];
    events.on('user.updated', ({ user, status }) => told.push([user.id, status?.text]));
    const on = (_topic: string, listener: typeof hear) => (hear = listener);
    news = new UserNews({ findMany } as unknown as UsersRepository, events, { tell, on } as unknown as Bus);
    news.onModuleInit();
  });

  it('are told here at once and to the other nodes by id', () => {
    news.tell(account('ana'), 'profile');

    expect(told).toEqual([['ana', 'Busy']]);
    expect(tell.mock.calls).toEqual([['user.updated', { userId: 'ana', what: 'profile' }]]);
  });

  it('of other nodes are read, those who come together with one query, and not passed on', async () => {
    for (const userId of ['ana', 'ben', 'ben', 'carl']) hear({ userId, what: 'profile' });
    await new Promise((resolve) => setImmediate(resolve));

    expect(told).toEqual(['ana', 'ben', 'carl'].map((id) => [id, 'Busy']));
    expect(findMany.mock.calls).toEqual([[['ana']], [['ben', 'carl']]]);
    expect(tell).not.toHaveBeenCalled();
  });
});
