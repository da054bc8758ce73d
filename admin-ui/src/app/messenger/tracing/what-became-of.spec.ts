import { describe, expect, it } from 'vitest';
import { whatBecameOf } from './what-became-of';

describe('what became of a notification', () => {
  it.each([
    [{ channel: 'push', state: 'sent', answer: 201 }, 'Sent to a device'],
    [{ channel: 'push', state: 'waiting' }, 'On its way to a device'],
    [
      { channel: 'push', state: 'waiting', reason: 'unreachable', answer: 0 },
      "A device couldn't be reached yet; it will be tried again",
    ],
    [{ channel: 'push', state: 'failed', answer: 403 }, 'The push service of a device refused it (403)'],
    [{ channel: 'push', state: 'failed', answer: 0, reason: 'unreachable' }, "A device couldn't be reached"],
    [{ channel: 'mail', state: 'failed', answer: 550 }, 'The mail server refused it (550)'],
    [{ channel: 'mail', state: 'skipped', reason: 'read' }, 'Had read it already'],
    [{ channel: 'none', state: 'skipped', reason: 'not_wanted' }, 'Not notified, by their own settings'],
    [{ channel: 'none', state: 'skipped', reason: 'not_reachable' }, 'Has no notifications turned on'],
    [{ channel: 'none', state: 'waiting' }, 'Will be notified in a moment if it stays unread'],
  ] as const)('%j is said as "%s"', (delivery, words) => {
    expect(whatBecameOf({ reason: null, answer: null, ...delivery })).toBe(words);
  });
});
