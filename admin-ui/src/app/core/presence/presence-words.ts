import { now } from '../present';
import { agoOrWhen } from '../times';
import type { PresenceOf } from './presence';

/** What the dot says, in words. */
export function presenceWords(presence: PresenceOf | undefined, at = now()): string {
  if (!presence) return '';
  if (presence.state === 'active') return 'Active';
  if (presence.state === 'away') return 'Away';
  return presence.lastSeenAt === undefined ? 'Offline' : `Last seen ${agoOrWhen(presence.lastSeenAt, at)}`;
}
