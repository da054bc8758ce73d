import { defineProblem } from '../../core/errors/domain-error.js';

/** Also thrown when the conversation exists but is hidden, so ids cannot be probed. */
export class ConversationNotFound extends defineProblem('conversation_not_found', 404, 'Conversation not found') {
  constructor() {
    super('There is no such conversation among yours.');
  }
}

/** One place in a list of people that is wrong. */
export interface Refusal {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

const INACTIVE = 'This account is deactivated. You can still read what was written.';
const BLOCKED = 'You blocked this person. Unblock them to write to them.';
const UNKNOWN = 'There is nobody with this id or name.';

/** The other person's account is deactivated: their history stays, but nobody writes to them. */
export class RecipientInactive extends defineProblem('recipient_inactive', 403, 'The recipient cannot be written to') {
  constructor(errors: readonly Refusal[] = []) {
    super(INACTIVE, errors.length > 0 ? { errors: [...errors] } : {});
  }

  static at(pointer: string): RecipientInactive {
    return new RecipientInactive([{ pointer, code: 'recipient_inactive', detail: INACTIVE }]);
  }
}

/** Whoever blocks somebody hears nothing from them, and so writes nothing to them. */
export class YouBlocked extends defineProblem('you_blocked', 409, 'You blocked this person') {
  constructor(errors: readonly Refusal[] = []) {
    super(BLOCKED, errors.length > 0 ? { errors: [...errors] } : {});
  }

  static at(pointers: readonly string[]): YouBlocked {
    return new YouBlocked(pointers.map((pointer) => ({ pointer, code: 'you_blocked', detail: BLOCKED })));
  }
}

/** A person named in the request does not exist. */
export class UnknownPeople extends defineProblem('unknown_people', 400, 'Some people were not found') {
  constructor(errors: readonly Refusal[]) {
    super(UNKNOWN, { errors: [...errors] });
  }

  static at(pointer: string): UnknownPeople {
    return new UnknownPeople([{ pointer, code: 'unknown_person', detail: UNKNOWN }]);
  }
}

/** A person does not let this one put them into groups, or was put into too many. */
export class CannotBeAdded extends defineProblem('cannot_be_added', 403, 'Somebody cannot be added') {
  constructor(errors: readonly Refusal[]) {
    super('Somebody cannot be put into a group by you. Take them out of the list.', { errors: [...errors] });
  }
}

/** Throws one problem that names everybody in a list at `pointer` who is not there or not active any more. */
export function refuseUnreachable(people: readonly ({ isActive: boolean } | undefined)[], pointer: string): void {
  const refusals = people.flatMap((person, n): Refusal[] => {
    if (!person) return [{ pointer: `${pointer}/${n}`, code: 'unknown_person', detail: UNKNOWN }];
    return person.isActive ? [] : [{ pointer: `${pointer}/${n}`, code: 'recipient_inactive', detail: INACTIVE }];
  });
  if (refusals.some(({ code }) => code === 'unknown_person')) throw new UnknownPeople(refusals);
  if (refusals.length > 0) throw new RecipientInactive(refusals);
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

/** Unread is only what somebody else wrote and what is still there. */
export class NothingToMarkUnread extends defineProblem('nothing_to_mark_unread', 409, 'Nothing here can be unread') {
  constructor() {
    super('Nobody else wrote anything here that you can still see.');
  }
}
