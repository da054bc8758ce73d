import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Audience } from './audiences.js';
import { ConversationFeed, type FeedItem } from './conversation-feed.js';

const audience: Audience = { membersRev: 1, userIds: ['ana'] };
const item = (rev: number, more: Partial<FeedItem> = {}): FeedItem => ({
  rev,
  membersRev: 1,
  frame: { type: 'message.created', conversationId: 'c', rev, data: { rev } },
  ...more,
});
const origin = { connection: Symbol('connection'), ref: 1 };
/** Lets everything that only waits for promises go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

let told: string[];
let isSure: boolean;
let regain: () => void;
let remembered: Audience | undefined;
let isDatabaseAway: boolean;
let feed: ConversationFeed;

beforeEach(() => {
  told = [];
  isSure = true;
  remembered = audience;
  isDatabaseAway = false;
  feed = new ConversationFeed({
    peekAudience: () => remembered,
    audience: async () => (remembered = audience),
    isListening: () => true,
    missed: async (after, before) => {
      if (isDatabaseAway) throw new Error('away');
      return Array.from({ length: before - after - 1 }, (_, n) => item(after + n + 1).frame);
    },
    deliver: ({ frame, origin: sender }, { userIds }) =>
      void told.push(`${frame.rev}${sender ? ' ack' : ''}${userIds.length > 0 ? '' : ' only'}`),
    isSure: () => isSure,
    sure: () => new Promise((resolve) => (regain = () => ((isSure = true), resolve()))),
  });
});

describe('a conversation feed', () => {
  it('tells what follows at once', () => {
    for (const rev of [5, 6, 7]) feed.accept(item(rev));

    expect(told).toEqual(['5', '6', '7']);
  });

  it('fills a jump from the database first, and does not tell what was filled again when it comes late', async () => {
    feed.accept(item(5));
    feed.accept(item(8));
    feed.accept(item(7));
    feed.accept(item(9));
    await settle();

    expect(told).toEqual(['5', '6', '7', '8', '9']);
  });

  it('still acknowledges a message that a fill has told already', async () => {
    feed.accept(item(5));
    feed.accept(item(7));
    feed.accept(item(6, { origin }));
    await settle();

    expect(told).toEqual(['5', '6', '7', '6 ack only']);
  });

  it('tells a state whose rev was passed', async () => {
    feed.accept(item(5));
    feed.accept(item(7));
    feed.accept(item(7, { isState: true }));
    await settle();

    expect(told).toEqual(['5', '6', '7', '7']);
  });

  it('reads the audience before it tells anything, and keeps the order meanwhile', async () => {
    remembered = undefined;
    feed.accept(item(5));
    feed.accept(item(6));
    expect(told).toEqual([]);
    await settle();

    expect(told).toEqual(['5', '6']);
  });

  it('withholds everything while rights may have been revoked unseen', async () => {
    isSure = false;
    feed.accept(item(5));
    feed.accept(item(6));
    await settle();
    expect(told).toEqual([]);

    regain();
    await settle();
    expect(told).toEqual(['5', '6']);
  });

  it('goes on after the database was away, acknowledging what was sent', async () => {
    feed.accept(item(5));
    isDatabaseAway = true;
    feed.accept(item(8, { origin }));
    await settle();
    isDatabaseAway = false;
    feed.accept(item(9));
    await settle();

    expect(told).toEqual(['5', '8 ack only', '9']);
  });
});
