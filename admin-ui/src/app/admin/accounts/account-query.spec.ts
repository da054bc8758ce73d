import { filtersOf, parametersOf, queryOf, requestOf, without } from './account-query';

describe('who is looked for in the list of people', () => {
  it('stands in the address and is read from it again', () => {
    const query = queryOf({
      search: 'berg',
      status: 'locked',
      twoFactor: 'false',
      loginFrom: '2026-11-01',
      inactiveDays: '90',
      sort: '-joined',
    });

    expect(query).toEqual({
      ...{ twoFactor: 'false' },
      ...{ search: 'berg', status: 'locked', loginFrom: '2026-11-01', inactiveDays: 90, sort: '-joined' },
    });
    expect(queryOf(parametersOf(query))).toEqual(query);
  });

  it('is without what an address says that there is not', () => {
    expect(
      queryOf({
        status: 'asleep',
        flag: '',
        loginTo: '2026-13-40',
        joinedFrom: 'now',
        inactiveDays: '-1',
        sort: 'age',
      }),
    ).toEqual({});
  });

  it('is asked for from the beginning of a day to the end of another, as they are here', () => {
    const { lastLoginAfter, lastLoginBefore, ...rest } = requestOf({
      ...{ search: ' berg ', loginFrom: '2026-11-01', loginTo: '2026-11-01' },
    });

    expect(rest).toEqual({ search: 'berg' });
    expect(lastLoginAfter).toBe(new Date(2026, 10, 1).toISOString());
    expect(lastLoginBefore).toBe(new Date(2026, 10, 2).toISOString());
  });

  it('has filters, each of which is taken away whole', () => {
    const query = queryOf({ status: 'active', joinedFrom: '2026-01-01', joinedTo: '2026-02-01', search: 'x' });

    expect(filtersOf(query)).toEqual(['status', 'joined']);
    expect(without(query, 'joined')).toEqual({ status: 'active', search: 'x' });
  });
});
