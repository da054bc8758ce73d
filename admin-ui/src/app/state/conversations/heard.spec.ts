import { describe, expect, it } from 'vitest';
import type { MyStateDto } from '../../api/models/my-state-dto';
import { aConversation } from '../sample-data';
import type { NotifyLevel } from '../notifications/notify-levels';
import { wantsToBeHeard } from './heard';

const soon = new Date(Date.now() + 3_600_000).toISOString();
const justNow = new Date(Date.now() - 1_000).toISOString();
const heard = (me: Partial<MyStateDto>, unreadMentions = 0, level: NotifyLevel = 'all') => {
  const conversation = aConversation({ unreadCount: 2, unreadMentions });
  return wantsToBeHeard({ ...conversation, me: { ...conversation.me, ...me } }, level);
};

describe('what is unread counts', () => {
  it.each<[string, boolean, Partial<MyStateDto>, number]>([
    ['as it comes', true, {}, 0],
    ['not while it is muted', false, { mutedUntil: soon }, 1],
    ['again when that is over', true, { mutedUntil: justNow }, 0],
    ['not in the archive', false, { archived: true }, 1],
    ['only where I am mentioned, if I want that', false, { notify: 'mentions', notifyChosen: true }, 0],
    ['where I am mentioned', true, { notify: 'mentions', notifyChosen: true }, 1],
    ['never, if I want that', false, { notify: 'none', notifyChosen: true }, 1],
  ])('%s', (_, expected, me, mentions) => {
    expect(heard(me, mentions)).toBe(expected);
  });

  it('by what I chose for all chats, unless I chose for this one', () => {
    const chosen = { notify: 'all', notifyChosen: true } as const;

    expect([heard({}, 0, 'mentions'), heard(chosen, 0, 'mentions')]).toEqual([false, true]);
    expect([heard({}, 1, 'mentions'), heard({}, 1, 'none')]).toEqual([true, false]);
  });
});
