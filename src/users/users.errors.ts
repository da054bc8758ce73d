import { defineProblem } from '../core/errors/domain-error.js';

/** No such person, or nobody whom the caller may know of. */
export class UserNotFound extends defineProblem('user_not_found', 404, 'There is no such person') {
  constructor() {
    super('There is no person with this id.');
  }
}

/** Somebody has this username already, or a team has it as its key. */
export class UsernameTaken extends defineProblem('username_taken', 409, 'The username is taken') {
  constructor() {
    const detail = 'This username is taken. Choose another.';
    super(detail, { errors: [{ pointer: '/username', code: 'username_taken', detail }] });
  }
}

/** While there is no mail to confirm an address with, administrators change addresses. */
export class EmailManaged extends defineProblem('email_managed', 403, 'Administrators change email addresses') {
  constructor() {
    const detail = 'Ask an administrator to change your email address.';
    super(detail, { errors: [{ pointer: '/email', code: 'email_managed', detail }] });
  }
}

/** Somebody has this e-mail address already. */
export class EmailTaken extends defineProblem('email_taken', 409, 'The email address is taken') {
  constructor() {
    const detail = 'Somebody has an account with this email address.';
    super(detail, { errors: [{ pointer: '/email', code: 'email_taken', detail }] });
  }
}
