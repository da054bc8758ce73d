import { describe, expect, it } from 'vitest';
import { groupQueryOf, sortedBy } from './group-query';

describe('which groups an address asks for', () => {
  it('is what it says, and nothing that there is not', () => {
    expect(groupQueryOf({ q: 'pilot', ownerless: 'true', sort: '-members' })).toEqual({
      q: 'pilot',
      ownerless: 'true',
      sort: '-members',
    });
    expect(groupQueryOf({ q: '', ownerless: 'yes', sort: 'size' })).toEqual({});
  });

  it('is no longer than the server takes', () => {
    expect(groupQueryOf({ q: 'a'.repeat(300) }).q).toHaveLength(100);
  });

  it('begins with A, and with the largest number, and turns around when it is chosen again', () => {
    expect(sortedBy({}, 'name')).toEqual({ sort: '-name' });
    expect(sortedBy({ sort: '-name' }, 'name')).toEqual({ sort: 'name' });
    expect(sortedBy({ q: 'x' }, 'members')).toEqual({ q: 'x', sort: '-members' });
    expect(sortedBy({ sort: '-members' }, 'members')).toEqual({ sort: 'members' });
  });
});
