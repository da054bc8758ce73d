import { defineProblem } from '../core/errors/domain-error.js';

/** Also thrown when the conversation exists but is hidden, so ids cannot be probed. */
export class ConversationNotFound extends defineProblem('conversation_not_found', 404, 'Conversation not found') {
  constructor() {
    super('There is no such conversation among yours.');
  }
}

/** The other person's account is deactivated: their history stays, but nobody writes to them. */
export class RecipientInactive extends defineProblem('recipient_inactive', 403, 'The recipient cannot be written to') {
  constructor(pointer?: string) {
    const detail = 'This account is deactivated. You can still read what was written.';
    super(detail, pointer ? { errors: [{ pointer, code: 'recipient_inactive', detail }] } : {});
  }
}

/** A person named in the request does not exist. */
export class UnknownPeople extends defineProblem('unknown_people', 400, 'Some people were not found') {
  constructor(pointers: readonly string[]) {
    const detail = 'There is nobody with this id or name.';
    super(detail, { errors: pointers.map((pointer) => ({ pointer, code: 'unknown_person', detail })) });
  }
}

/** Only owners and admins of a group may do this. */
export class RoleRequired extends defineProblem(
  'role_required',
  403,
  'Your role in this conversation does not allow it',
) {}

/** What only groups have. */
export class NotAGroup extends defineProblem('not_a_group', 409, 'This is not a group') {}

/** Nobody with this id is in the conversation. */
export class MemberNotFound extends defineProblem('member_not_found', 404, 'Member not found') {
  constructor() {
    super('This person is not in the conversation.');
  }
}

/** A group always has somebody who can change it. */
export class LastOwner extends defineProblem('last_owner', 409, 'A group needs an owner') {
  constructor() {
    super('This is the only owner of the group. Make someone else an owner first.');
  }
}

/** There is no room for more people. */
export class ConversationFull extends defineProblem('conversation_full', 409, 'The group is full') {
  constructor(most: number) {
    super(`A group may have ${most} people.`);
  }
}
