import { defineProblem } from '../core/errors/domain-error.js';

/** Also thrown for what others scheduled and for what was cancelled. */
export class ScheduledNotFound extends defineProblem('scheduled_not_found', 404, 'Scheduled message not found') {
  constructor() {
    super('There is no such scheduled message of yours.');
  }
}

/** Its time had come: it cannot be changed or taken back any more. */
export class AlreadySent extends defineProblem('already_sent', 409, 'The message was sent') {
  constructor() {
    super('This message was sent already. Edit or delete it where it was sent.');
  }
}

/** Whoever wrote it may not send any more. */
export class AuthorCannotSend extends defineProblem('author_cannot_send', 403, 'The author cannot send') {
  constructor() {
    super('When its time came, your account was deactivated or not allowed to send. Send it again if you want.');
  }
}
