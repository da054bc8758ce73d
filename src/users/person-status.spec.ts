import { describe, expect, it } from '@jest/globals';
import { statusColumns, statusOf } from './person-status.js';

const NOON = new Date('2026-11-24T12:00:00Z');
const before = NOON.getTime() - 1;

const account = (status: Parameters<typeof statusColumns>[0], anonymisedAt: Date | null = null) => ({
  ...statusColumns(status),
  anonymisedAt,
});

describe('the status of a person', () => {
  it('holds until its time is over', () => {
    const lunch = { text: 'At lunch', emoji: '🥪', until: NOON.toISOString() };

    expect(statusOf(account(lunch), before)).toEqual({ ...lunch, until: NOON });
    expect(statusOf(account(lunch), NOON.getTime())).toBeNull();
  });

  it('holds for good without a time, and may be a text or an emoji alone', () => {
    expect(statusOf(account({ text: 'On the road' }), before)).toEqual({ text: 'On the road', emoji: '', until: null });
    expect(statusOf(account({ emoji: '🌴' }), before)).toEqual({ text: '', emoji: '🌴', until: null });
  });

  it('is none when it was taken back or says nothing, and of somebody without a name', () => {
    expect(statusOf(account(null), before)).toBeNull();
    expect(account({ text: '', until: NOON.toISOString() })).toEqual(account(null));
    expect(statusOf(account({ text: 'Gone' }, NOON), before)).toBeNull();
  });
});
