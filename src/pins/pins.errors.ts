import { defineProblem } from '../core/errors/domain-error.js';
import { MAX_PINS } from './pins.limits.js';

/** What is pinned is meant to be found, so there is an end to it. */
export class TooManyPins extends defineProblem('too_many_pins', 409, 'Too many pinned messages') {
  constructor() {
    super(`A conversation can have ${MAX_PINS} pinned messages. Unpin one first.`);
  }
}

/** Lines that tell what happened in a group are nobody's words. */
export class NotForPins extends defineProblem('cannot_pin', 409, 'That cannot be pinned') {
  constructor() {
    super('Messages can be pinned, not lines that tell what happened.');
  }
}
