import { describe, expect, it } from '@jest/globals';
import { judgeMail } from '../mail/mail-health.js';
import { DatabaseClock } from '../nodes/database-clock.js';
import { judgeClocks, judgeNodes } from '../nodes/node-health.js';
import { judgeDisk } from './disk-health.js';

const GIB = 1024 ** 3;
const node = (facts: { version?: string; clockOffsetMs?: number }) => ({
  ...{ id: 'one', startedAt: new Date(), seenAt: new Date(), version: '0.1.0', clockOffsetMs: 0 },
  ...facts,
});

describe('how parts are judged', () => {
  it.each([
    [100, 1_000, 'ok', 'ok'],
    [1.5, 10, 'ok', 'ok'],
    [1.5, 1_000, 'degraded', 'little_room'],
    [0.1, 1_000, 'down', 'full'],
  ])('a disk with %d of %d GiB free is %s', (free, total, state, reason) => {
    expect(judgeDisk(free * GIB, total * GIB)).toMatchObject({ state, reason });
  });

  it('mail is degraded from the first that is not taken until one is', () => {
    const [early, late] = [new Date(1_000), new Date(2_000)];
    const judged = (lastSentAt?: Date, lastFailedAt?: Date) =>
      judgeMail({ off: undefined, lastSentAt, lastFailedAt }).reason;

    expect([judged(), judged(early), judged(early, late), judged(late, early)]).toEqual([
      'nothing_sent',
      'ok',
      'mail_failed',
      'ok',
    ]);
    expect(judgeMail({ off: 'no_server', lastSentAt: undefined, lastFailedAt: late })).toMatchObject({
      state: 'ok',
      reason: 'mail_off',
    });
  });

  it('clocks are judged by the one that is furthest off, either way', () => {
    const judged = (...offsets: number[]) => judgeClocks(offsets.map((clockOffsetMs) => node({ clockOffsetMs }))).state;

    expect([judged(3, -900), judged(3, -2_000), judged(40_000)]).toEqual(['ok', 'degraded', 'down']);
  });

  it('nodes of several versions are an update that is not over', () => {
    expect(judgeNodes([node({}), node({})]).state).toBe('ok');
    expect(judgeNodes([node({}), node({ version: '0.2.0' })]).reason).toBe('versions_differ');
  });
});

describe('the clock of the database', () => {
  it('is known by the middle of the time that it took to ask', () => {
    const clock = new DatabaseClock();

    clock.compare(new Date(10_000), 4_000, 4_200);

    expect(clock.offsetMs).toBe(5_900);
  });

  it('is not set by an answer that took long', () => {
    const clock = new DatabaseClock();

    clock.compare(new Date(10_000), 4_000, 6_000);

    expect(clock.offsetMs).toBe(0);
  });
});
