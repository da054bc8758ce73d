import { defineProblem } from '../core/errors/domain-error.js';

/** So many new messages are begun that no further one is kept. */
export class TooManyDrafts extends defineProblem('too_many_drafts', 409, 'Too many drafts') {
  constructor(limit: number) {
    super(`You can keep ${limit} new messages as drafts. Send or discard one first.`);
  }
}
