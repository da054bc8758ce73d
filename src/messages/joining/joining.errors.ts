import { defineProblem } from '../../core/errors/domain-error.js';

/** The link was renewed, stopped or mistyped, or whoever made it may not add people to the group any more. */
export class GroupLinkInvalid extends defineProblem('group_link_invalid', 404, 'The link does not work') {
  constructor() {
    super('This link does not work any more. Ask somebody in the group for a new one.');
  }
}

/** There is no such group among those that can be found. */
export class GroupNotListed extends defineProblem('group_not_listed', 404, 'Group not found') {
  constructor() {
    super('This group cannot be found and joined any more.');
  }
}

/** Others sent them out of this group. */
export class CannotJoin extends defineProblem('cannot_join', 403, 'You cannot join this group') {
  constructor() {
    super('You were removed from this group. Ask one of its owners or admins to add you.');
  }
}

/** Nobody made a link into this group, or it was stopped. */
export class NoGroupLink extends defineProblem('no_group_link', 404, 'There is no link') {
  constructor() {
    super('This group has no invite link.');
  }
}
