import type { SharedConversationDto } from '../../api/models/shared-conversation-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import { t } from '../../core/words/words';

/** The other person of a direct conversation; oneself in a note to oneself; undefined for a group. */
export function otherOf(conversation: SharedConversationDto, myId: string | undefined): UserCardDto | undefined {
  if (conversation.kind === 'group') return undefined;
  return conversation.members.find((member) => member.id !== myId) ?? conversation.members[0];
}

/** The picture that shows the conversation: of the group, or of the other person. */
export function pictureOf(conversation: SharedConversationDto, myId: string | undefined): string | null {
  return conversation.kind === 'group' ? conversation.pictureUrl : (otherOf(conversation, myId)?.avatarUrl ?? null);
}

/** What the conversation is called for me. */
export function nameOf(conversation: SharedConversationDto, myId: string | undefined): string {
  if (conversation.subject) return conversation.subject;
  const other = otherOf(conversation, myId);
  if (other) return other.id === myId ? t('name.me', { name: other.displayName }) : other.displayName;
  const others = conversation.members.filter((member) => member.id !== myId);
  return others.map((member) => member.displayName).join(', ') || t('name.group');
}
