import { describe, expect, it } from '@jest/globals';
import { type PresenceFacts, viewsOf } from './presence-facts.js';

const SEEN = new Date('2026-11-24T08:00:00Z');
const facts = (more: Partial<PresenceFacts> = {}): PresenceFacts => ({
  userId: 'ana',
  isActive: true,
  visibility: 'everyone',
  state: 'away',
  lastSeenAt: SEEN,
  contactIds: ['ben'],
  apartIds: [],
  ...more,
});
const NOTHING = { userId: 'ana', state: 'offline' };
const SOMETHING = { userId: 'ana', state: 'away', lastSeenAt: SEEN };

describe('what somebody may know of a person', () => {
  it.each([
    ['everyone', { ben: SOMETHING, carl: SOMETHING, ana: SOMETHING }],
    ['contacts', { ben: SOMETHING, carl: NOTHING, ana: SOMETHING }],
    ['nobody', { ben: NOTHING, carl: NOTHING, ana: SOMETHING }],
  ] as const)('follows the setting %s; people always see themselves', (visibility, expected) => {
    const seenBy = viewsOf('ana', facts({ visibility }));
    const seen = Object.keys(expected).map((viewer) => [viewer, seenBy(viewer)]);

    expect(Object.fromEntries(seen)).toEqual(expected);
  });

  it('is nothing for whoever blocks the person or is blocked by them, and as before for the others', () => {
    const seenBy = viewsOf('ana', facts({ apartIds: ['ben'] }));

    expect([seenBy('ben'), seenBy('carl')]).toEqual([NOTHING, SOMETHING]);
  });

  it('is nothing for somebody who was deactivated, and for nobody at all', () => {
    expect(viewsOf('ana', facts({ isActive: false, state: 'active' }))('ben')).toEqual(NOTHING);
    expect(viewsOf('ana', undefined)('ben')).toEqual(NOTHING);
  });

  it('has a time only when they are not active, and were ever seen', () => {
    expect(viewsOf('ana', facts({ state: 'active' }))('ben')).toEqual({ userId: 'ana', state: 'active' });
    expect(viewsOf('ana', facts({ state: 'offline' }))('ben')).toEqual({ ...NOTHING, lastSeenAt: SEEN });
    expect(viewsOf('ana', facts({ state: 'offline', lastSeenAt: null }))('ben')).toEqual(NOTHING);
  });
});
