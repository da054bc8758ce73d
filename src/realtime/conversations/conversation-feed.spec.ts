import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventFrame } from '../frames/server-frame.js';
import type { Audience } from './audiences.js';
import { ConversationFeed, type FeedItem } from './conversation-feed.js';

const audience: Audience = { membersRev: 1, userIds: ['ana'] };
const frameOf = (rev: number): EventFrame => ({
  type: 'message.created',
  conversationId: 'c',
  rev,
  data: { rev },
});
const item = (rev: number, more: Partial<FeedItem> = {}): FeedItem => ({
  rev,
  membersRev: 1,
  frame: frameOf(rev),
  ...more,
});
/** What another node says it wrote. */
const move = (firstRev: number, rev: number): FeedItem => ({ firstRev, rev, membersRev: 1 });
const origin = { connection: Symbol('connection'), ref: 1 };
/** Lets everything that only waits for promises go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

let told: string[];
let isSure: boolean;
let regain: () => void;
let remembered: Audience | undefined;
let readAudience: () => Promise<Audience>;
let isDatabaseAway: boolean;
let failures: number[];
let tryAgain: () => void;
let hasRecovered: boolean;
let feed: ConversationFeed;

beforeEach(() => {
  told = [];
  isSure = true;
  remembered = audience;
  readAudience = async () => (remembered = audience);
  isDatabaseAway = false;
  failures = [];
  hasRecovered = false;
  feed = new ConversationFeed({
    peekAudience: () => remembered,
    audience: () => readAudience(),
    isListening: () => true,
    moved: async (after, upTo) => {
      if (isDatabaseAway) throw new Error('away');
      const frames = Array.from({ length: upTo - after }, (_, n) => frameOf(after + n + 1));
      return { frames, membersRev: 1 };
    },
    deliver: (frame, _, sender) => void told.push(`${frame.rev}${sender ? ' ack' : ''}`),
    acknowledge: (frame) => void told.push(`${frame.rev} ack only`),
    isSure: () => isSure,
    failed: (_, times) => {
      failures.push(times);
      return new Promise((resolve) => (tryAgain = resolve));
    },
    recovered: () => (hasRecovered = true),
    sure: () => (isSure ? Promise.resolve() : new Promise((resolve) => (regain = () => ((isSure = true), resolve())))),
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

  it('reads what another node wrote from the database, also when it has told nothing before', async () => {
    feed.accept(move(5, 6));
    feed.accept(item(7));
    feed.accept(move(8, 8));
    await settle();

    expect(told).toEqual(['5', '6', '7', '8']);
  });

  it('tells once what it hears of several times', async () => {
    feed.accept(move(5, 6));
    feed.accept(move(5, 6));
    feed.accept(move(6, 7));
    await settle();

    expect(told).toEqual(['5', '6', '7']);
  });

  it('asks again who listens when rights may have ended while it was reading', async () => {
    let reads = 0;
    readAudience = async () => {
      if (++reads === 1) isSure = false;
      return audience;
    };
    feed.accept(move(5, 5));
    await settle();
    regain();
    await settle();

    expect(reads).toBeGreaterThan(2);
    expect(told).toEqual(['5']);
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

  it('acknowledges at once while the database is away, and tells all of it when it is back', async () => {
    feed.accept(item(5));
    isDatabaseAway = true;
    feed.accept(item(8, { origin }));
    await settle();
    feed.accept(item(9, { origin }));
    expect(told).toEqual(['5', '8 ack only']);

    isDatabaseAway = false;
    tryAgain();
    await settle();

    expect(told).toEqual(['5', '8 ack only', '6', '7', '8', '9 ack']);
    expect(failures).toEqual([1]);
    expect(hasRecovered).toBe(true);
  });
});
