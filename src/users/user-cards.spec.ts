import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Account } from './account.js';
import { UserCards } from './user-cards.js';
import type { UsersRepository } from './users.repository.js';

const ANA = '0192f3c4-5d6e-7f80-9a1b-000000000001';
const BEN = '0192f3c4-5d6e-7f80-9a1b-000000000002';

function account(id: string, username: string): Account {
  return { id, username, firstName: '', lastName: '', isActive: true, anonymisedAt: null } as Account;
}

describe('cards of people', () => {
  const everybody = [account(ANA, 'ana'), account(BEN, 'ben')];
  const findMany = jest.fn<UsersRepository['findMany']>();
  const findByIdsOrUsernames = jest.fn<UsersRepository['findByIdsOrUsernames']>();
  let events: DomainEvents;
  let cards: UserCards;

  beforeEach(() => {
    jest.resetAllMocks();
    findMany.mockImplementation(async (ids) => everybody.filter(({ id }) => ids.includes(id)));
    findByIdsOrUsernames.mockImplementation(async (ids, names) =>
      everybody.filter(({ id, username }) => ids.includes(id) || names.includes(username)),
    );
    events = new DomainEvents();
    cards = new UserCards({ findMany, findByIdsOrUsernames } as unknown as UsersRepository, events);
  });

  it('loads everybody who is missing at once, and the next time nobody', async () => {
    await cards.get([ANA]);

    const both = await cards.get([ANA, BEN, BEN]);
    await cards.get([ANA, BEN]);

    expect([...both.keys()]).toEqual([ANA, BEN]);
    expect(findMany.mock.calls).toEqual([[[ANA]], [[BEN]]]);
  });

  it('loads those whom several ask for in one turn with one query', async () => {
    await Promise.all([cards.get([ANA]), cards.get([ANA, BEN]), cards.get([BEN])]);

    expect(findMany.mock.calls).toEqual([[[ANA, BEN]]]);
  });

  it('finds people by username with the query that loads others by id, and the next time with none', async () => {
    const ask = () => Promise.all([cards.get([ANA]), cards.byUsername(['ben', 'nobody'])]);

    const [, named] = await ask();
    await ask();

    expect([...named].map(([name, { id }]) => [name, id])).toEqual([['ben', BEN]]);
    expect(findByIdsOrUsernames.mock.calls).toEqual([[[ANA], ['ben', 'nobody']]]);
    expect(findMany).not.toHaveBeenCalled();
  });

  it('does not wait for a load that hangs', async () => {
    findMany.mockReturnValueOnce(new Promise(() => undefined));
    void cards.get([ANA]);
    await new Promise((resolve) => setImmediate(resolve));

    expect((await cards.get([BEN])).get(BEN)?.username).toBe('ben');
  });

  it('loads again after a load that failed', async () => {
    findMany.mockRejectedValueOnce(new Error('away'));
    await expect(cards.get([ANA])).rejects.toThrow('away');

    expect((await cards.get([ANA])).get(ANA)?.username).toBe('ana');
  });

  it('shows a new name at once', async () => {
    await cards.get([ANA]);

    events.emit('user.updated', {
      user: { id: ANA, username: 'ana', displayName: 'Ana Berg', avatarUrl: null, isActive: true },
      status: null,
      what: 'profile',
    });

    expect(cards.peek(ANA)?.displayName).toBe('Ana Berg');
  });

  it('does not keep a card that was read before the name changed', async () => {
    findMany.mockImplementationOnce(async () => {
      events.emit('user.updated', {
        user: { id: ANA, username: 'ana', displayName: 'Ana Berg', avatarUrl: null, isActive: true },
        status: null,
        what: 'profile',
      });
      return [account(ANA, 'ana')];
    });

    await cards.get([ANA]);

    expect(cards.peek(ANA)?.displayName).toBe('Ana Berg');
  });

  it('forgets a card after ten seconds', async () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(1);
    await cards.get([ANA]);

    now.mockReturnValue(10_000);
    const before = cards.peek(ANA);
    now.mockReturnValue(10_002);
    const after = cards.peek(ANA);
    now.mockRestore();

    expect([before?.username, after]).toEqual(['ana', undefined]);
  });

  it('finds people by id or by username in any case, in the order asked', async () => {
    const found = await cards.resolve(['BEN', ANA, 'nobody']);

    expect(found.map((card) => card?.username)).toEqual(['ben', 'ana', undefined]);
    expect(findByIdsOrUsernames).toHaveBeenCalledTimes(1);
  });
});
