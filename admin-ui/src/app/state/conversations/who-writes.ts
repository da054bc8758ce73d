import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MemberDto } from '../../api/models/member-dto';

/** Only its owners and admins write there, and I am none of them. */
export function isSilent(conversation: ConversationDto | undefined): boolean {
  return conversation?.postingBy === 'admins' && conversation.me.role === 'member';
}

/** Of the members of a direct conversation the other one has no account any more: there is nobody to write to. */
export function isOtherGone(members: readonly MemberDto[], myId: string): boolean {
  return members.some(({ user, isActive }) => !isActive && user.id !== myId);
}
