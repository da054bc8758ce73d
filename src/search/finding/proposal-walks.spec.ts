import { describe, expect, it } from '@jest/globals';
import { BlockWalk } from './proposal-walks.js';
import type { SearchRepository } from './search.repository.js';
import type { SearchRequest } from './search-request.js';

const CONVERSATION = '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071';
const DAY_MS = 86_400_000;
const NOTHING = { wanted: undefined, excluded: new Set<never>() };
const NONE = { wanted: new Set<never>(), excluded: new Set<never>() };
const EVERYTHING: SearchRequest = {
  ...{ terms: [], subjects: [], senders: NOTHING, conversations: NOTHING, has: NONE, is: NONE },
  ...{ since: undefined, until: undefined, notDuring: [] },
};

/** A block of ten messages, one a second, which says that its oldest is of another time. */
const blockWith = (oldestAt: Date, newestAt: Date) => {
  const row = { conversationId: CONVERSATION, firstSeq: 1, upperSeq: 10, oldestAt, newestAt };
  return { candidates: () => Promise.resolve([row]) } as unknown as SearchRepository;
};

describe('a walk over blocks', () => {
  // The index may be behind what was written into the past, as the demonstration does: its times are a proposal, too.
  it('comes to its end when the messages of a block are older than it says', async () => {
    const now = new Date();
    const walk = new BlockWalk(blockWith(now, now), 'somebody', EVERYTHING);
    const taken: number[] = [];

    for (let step = 0; step < 10 && (await walk.nextAt()) !== undefined; step++) {
      const places = await walk.take(1);
      taken.push(...places.map(({ seq }) => seq));
      walk.sawTimes(places.map((place) => ({ ...place, createdAt: new Date(now.getTime() - DAY_MS + place.seq) })));
    }

    expect(taken).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await walk.nextAt()).toBeUndefined();
  });
});
