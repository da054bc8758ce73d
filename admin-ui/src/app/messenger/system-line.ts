import type { MessageDto } from '../api/models/message-dto';

/** What a system line says; undefined for events that this client does not know. */
export function systemText({ system, sender }: MessageDto, myId: string | undefined): string | undefined {
  const who = system?.actorId === myId ? 'You' : sender.displayName;
  switch (system?.event) {
    case 'group_created':
      return system.value ? `${who} made the group “${system.value}”` : `${who} made this group`;
    case 'subject_changed':
      return `${who} named the group “${system.value ?? ''}”`;
    case 'description_changed':
      return system.value ? `${who} changed the description` : `${who} took the description away`;
    default:
      return undefined;
  }
}
