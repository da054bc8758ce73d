import { defineProblem } from '../../core/errors/domain-error.js';

/** So many messages of one person wait that no further one is kept. */
export class TooManyScheduled extends defineProblem('too_many_scheduled', 409, 'Too many scheduled messages') {
  constructor(limit: number) {
    super(`You can have ${limit} scheduled messages. Send or cancel one first.`);
  }
}

/** The send was taken back; a request that comes again does not bring it back. */
export class SendCancelled extends defineProblem('send_cancelled', 409, 'The message was cancelled') {
  constructor() {
    super('You took this message back. Send it under a new clientId.');
  }
}
