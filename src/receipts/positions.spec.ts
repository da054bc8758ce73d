import { describe, expect, it } from '@jest/globals';
import { Positions } from './positions.js';

describe('positions', () => {
  it('only go forward, and are taken once, in the order of their keys', () => {
    const positions = new Positions(10);

    positions.note('b', 'ana', 2);
    positions.note('a', 'ben', 5);
    positions.note('a', 'ana', 3);
    positions.note('a', 'ben', 4);
    positions.note('a', 'ana', 4);

    expect(positions.takeAll()).toEqual([
      { conversationId: 'a', userId: 'ana', seq: 4 },
      { conversationId: 'a', userId: 'ben', seq: 5 },
      { conversationId: 'b', userId: 'ana', seq: 2 },
    ]);
    expect(positions.takeAll()).toEqual([]);
  });

  it('have room for so many; those that are there still go forward', () => {
    const positions = new Positions(1);

    positions.note('a', 'ana', 1);
    positions.note('a', 'ben', 1);
    positions.note('b', 'ana', 1);
    positions.note('a', 'ana', 2);

    expect(positions.takeAll()).toEqual([{ conversationId: 'a', userId: 'ana', seq: 2 }]);
  });
});
