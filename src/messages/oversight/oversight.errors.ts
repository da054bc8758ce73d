import { defineProblem } from '../../core/errors/domain-error.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';

/** Also for a conversation of two people: administrators see groups alone. */
export class GroupNotFound extends defineProblem('group_not_found', 404, 'Group not found') {
  constructor() {
    super('There is no such group, or it was deleted.');
  }
}

/** Whoever runs a group is not pushed aside by an administrator. */
export class GroupHasOwner extends defineProblem('group_has_owner', 409, 'This group has an owner') {
  constructor() {
    super('An owner of this group can sign in. Ask them to make somebody else an owner.');
  }
}

/** The name that was typed is not that of the group. */
export class GroupNotConfirmed extends defineProblem('name_not_confirmed', 400, 'The name does not match') {
  constructor() {
    const detail = 'Type the name of the group as it is written to confirm.';
    super(detail, { errors: [{ pointer: '/confirm', code: 'name_not_confirmed', detail }] });
  }
}

/** Whoever is to be the owner is not in the group although others are who can sign in, or cannot sign in themselves. */
export function cannotTakeOver(from: 'members' | 'anybody'): ValidationFailed {
  const detail =
    from === 'members' ? 'Name somebody who is in this group and can sign in.' : 'Name somebody who can sign in.';
  return ValidationFailed.at('/userId', 'cannot_take_over', detail);
}
