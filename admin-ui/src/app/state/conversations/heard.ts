import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MyStateDto } from '../../api/models/my-state-dto';
import { now } from '../../core/present';
import type { NotifyLevel } from '../notifications/notify-levels';

/** Silent for me, as long as that lasts. */
export function isMuted({ mutedUntil }: MyStateDto): boolean {
  return mutedUntil !== null && new Date(mutedUntil) > now();
}

/** Of what I want to hear, by what I chose for it or for all in which I chose nothing. */
export function levelOf({ notify, notifyChosen }: MyStateDto, defaultLevel: NotifyLevel): NotifyLevel {
  return notifyChosen ? notify : defaultLevel;
}

/** Something in it is unread that I want to hear of, where nothing is chosen for it at this level. */
export function wantsToBeHeard(
  { me, unreadCount, unreadMentions }: ConversationDto,
  defaultLevel: NotifyLevel,
): boolean {
  if (unreadCount === 0 || me.archived || isMuted(me)) return false;
  const level = levelOf(me, defaultLevel);
  return level === 'all' || (level === 'mentions' && unreadMentions > 0);
}
