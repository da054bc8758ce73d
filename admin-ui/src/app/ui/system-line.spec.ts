import { describe, expect, it } from 'vitest';
import type { SystemEventDto } from '../api/models/system-event-dto';
import { systemText } from './system-line';

const ana = { id: 'ana', username: 'ana', displayName: 'Ana Berg', avatarUrl: null };
const carl = { id: 'carl', username: 'carl', displayName: 'Carl Dom', avatarUrl: null };
const line = (event: Omit<SystemEventDto, 'actorId'>) =>
  systemText({ sender: ana, system: { actorId: 'ana', ...event } }, 'me');

describe('a line about a group', () => {
  it('names whom it concerns, and counts those it does not name', () => {
    expect(line({ event: 'members_added', userIds: ['carl'], people: [carl] })).toBe(
      '\u2068Ana Berg\u2069 added \u2068Carl Dom\u2069',
    );
    expect(line({ event: 'members_added', userIds: ['carl', 'x', 'y'], people: [carl] })).toBe(
      '\u2068Ana Berg\u2069 added \u2068Carl Dom\u2069 and 2 more',
    );
  });

  it('says you of oneself', () => {
    const me = { id: 'me', username: 'me', displayName: 'My Self', avatarUrl: null };

    expect(line({ event: 'member_removed', userIds: ['me'], people: [me] })).toBe('\u2068Ana Berg\u2069 removed you');
  });

  it('says what somebody became', () => {
    expect(line({ event: 'role_changed', userIds: ['carl'], people: [carl], value: 'admin' })).toBe(
      '\u2068Ana Berg\u2069 made \u2068Carl Dom\u2069 an admin',
    );
  });

  it('says who writes, and what newcomers see', () => {
    const said = (event: SystemEventDto['event'], value: string) => line({ event, value, userIds: [] });

    expect([said('posting_changed', 'admins'), said('posting_changed', 'everyone')]).toEqual([
      '\u2068Ana Berg\u2069 let only owners and admins write',
      '\u2068Ana Berg\u2069 let everyone write',
    ]);
    expect([said('history_changed', 'true'), said('history_changed', 'false')]).toEqual([
      '\u2068Ana Berg\u2069 hid earlier messages from new members',
      '\u2068Ana Berg\u2069 let new members see earlier messages',
    ]);
  });

  it('says who came by themselves, and whether anybody may', () => {
    const said = (value: string) => line({ event: 'listing_changed', value, userIds: [] });

    expect(line({ event: 'members_added', userIds: ['ana'], people: [ana] })).toBe(
      '\u2068Ana Berg\u2069 joined the group',
    );
    expect([said('true'), said('false')]).toEqual([
      '\u2068Ana Berg\u2069 let everyone find and join the group',
      '\u2068Ana Berg\u2069 let people join by invitation only',
    ]);
  });

  it('says that the picture changed, and that there is none any more', () => {
    expect([
      line({ event: 'picture_changed', userIds: [], value: null }),
      line({ event: 'picture_removed', userIds: [], value: null }),
    ]).toEqual(['\u2068Ana Berg\u2069 changed the group picture', '\u2068Ana Berg\u2069 removed the group picture']);
  });

  it('leaves each name its own direction', () => {
    const rim = { id: 'rim', username: 'rim', displayName: 'ريم حداد', avatarUrl: null };

    expect(line({ event: 'members_added', userIds: ['rim'], people: [rim] })).toBe(
      '\u2068Ana Berg\u2069 added \u2068ريم حداد\u2069',
    );
  });
});
