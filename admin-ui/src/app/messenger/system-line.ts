import type { MessageDto } from '../api/models/message-dto';
import type { SystemEventDto } from '../api/models/system-event-dto';
import { isolated } from '../core/isolated';

const ROLES: Readonly<Record<string, string>> = { owner: 'an owner', admin: 'an admin', member: 'a member' };

/** What a system line says; undefined for events that this client does not know. */
export function systemText({ system, sender }: MessageDto, myId: string | undefined): string | undefined {
  if (!system) return undefined;
  const who = system.actorId === myId ? 'You' : isolated(sender.displayName);
  const whom = namesIn(system, myId);
  switch (system.event) {
    case 'group_created':
      return system.value ? `${who} created the group “${isolated(system.value)}”` : `${who} created the group`;
    case 'subject_changed':
      return `${who} changed the group name to “${isolated(system.value ?? '')}”`;
    case 'description_changed':
      return system.value ? `${who} changed the description` : `${who} removed the description`;
    case 'members_added':
      return `${who} added ${whom}`;
    case 'member_removed':
      return `${who} removed ${whom}`;
    case 'member_left':
      return `${who} left the group`;
    case 'role_changed':
      return `${who} made ${whom} ${ROLES[system.value ?? ''] ?? 'something else'}`;
    default:
      return undefined;
  }
}

/** The people whom it concerns: the first by name, the others by number. */
function namesIn({ people = [], userIds }: SystemEventDto, myId: string | undefined): string {
  const names = people.map(({ id, displayName }) => (id === myId ? 'you' : isolated(displayName)));
  const others = userIds.length - people.length;
  if (others > 0) names.push(others === 1 ? 'one more' : `${others} more`);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? 'nobody');
}
