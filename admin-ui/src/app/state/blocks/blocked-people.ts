import type { BlockDto } from '../../api/models/block-dto';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { cardOf } from '../messages/held-message';

/** Whom I block, by their ids. */
export type BlockedPeople = ReadonlyMap<string, BlockDto>;

export const NOBODY_BLOCKED: BlockedPeople = new Map();

/** They after an event. */
export function blockedAfter(blocked: BlockedPeople, event: RealtimeEvent): BlockedPeople {
  if (event.type === 'user.updated') return renamed(blocked, event.data);
  if (event.type !== 'block.updated') return blocked;
  const { user, blockedAt } = event.data;
  const others = [...blocked].filter(([id]) => id !== user.id);
  return new Map(blockedAt === null ? others : [...others, [user.id, { user, blockedAt }]]);
}

function renamed(blocked: BlockedPeople, user: BlockDto['user']): BlockedPeople {
  const one = blocked.get(user.id);
  return one ? new Map(blocked).set(user.id, { ...one, user: cardOf(user) }) : blocked;
}
