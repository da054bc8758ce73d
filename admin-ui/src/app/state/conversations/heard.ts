import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MyStateDto } from '../../api/models/my-state-dto';
import { now } from '../../core/present';

/** Silent for me, as long as that lasts. */
export function isMuted({ mutedUntil }: MyStateDto): boolean {
  return mutedUntil !== null && new Date(mutedUntil) > now();
}

/** Something in it is unread that I want to hear of. */
export function wantsToBeHeard({ me, unreadCount, unreadMentions }: ConversationDto): boolean {
  if (unreadCount === 0 || me.archived || isMuted(me)) return false;
  return me.notify === 'all' || (me.notify === 'mentions' && unreadMentions > 0);
}
