import type { MemberDto } from '../../api/models/member-dto';
import type { PlainKey } from '../../core/words/catalogue';

type Role = MemberDto['role'];

/** Something that can be done with a member: another role or, without one, removing them. */
export interface MemberAct {
  readonly label: PlainKey;
  readonly role?: Role;
}

const TO_ROLE: readonly Required<MemberAct>[] = [
  { label: 'members.makeOwner', role: 'owner' },
  { label: 'members.makeAdmin', role: 'admin' },
  { label: 'members.makeMember', role: 'member' },
];
const REMOVE: MemberAct = { label: 'members.remove' };

/** What I may do with a member: owners change roles and remove everybody, admins remove members. */
export function actsOn(member: MemberDto, myRole: Role, myId: string, isOnlyOwner: boolean): readonly MemberAct[] {
  const isMe = member.user.id === myId;
  const others = TO_ROLE.filter(({ role }) => role !== member.role);
  if (myRole === 'owner' && isMe) return isOnlyOwner ? [] : others;
  if (myRole === 'owner') return [...others, REMOVE];
  return myRole === 'admin' && !isMe && member.role === 'member' ? [REMOVE] : [];
}

/** Whether nobody else who can sign in owns the group, while others are in it. */
export function isOnlyOwner(members: readonly MemberDto[], myId: string): boolean {
  const owners = members.filter(({ role, isActive }) => role === 'owner' && isActive);
  return members.length > 1 && owners.length === 1 && owners[0]?.user.id === myId;
}
