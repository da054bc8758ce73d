import { now } from '../present';
import { agoOrWhen } from '../times';
import type { PresenceOf, PresenceState } from './presence';
import { t } from '../words/words';

/** What the dot says, in words. */
export function presenceWords(presence: PresenceOf | undefined, at = now()): string {
  if (!presence) return '';
  if (presence.state === 'active') return t('presence.active');
  if (presence.state === 'away') return t('presence.away');
  if (presence.lastSeenAt === undefined) return t('presence.offline');
  return t('presence.lastSeen', { when: agoOrWhen(presence.lastSeenAt, at) });
}

const INLINE = { active: 'presence.isActive', away: 'presence.isAway', offline: 'presence.isOffline' } as const;

/** The same in one word, as it stands among others; empty while nobody knows. */
export function presenceWord(state: PresenceState | undefined): string {
  return state ? t(INLINE[state]) : '';
}
