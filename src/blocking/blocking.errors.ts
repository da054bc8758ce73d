import { defineProblem } from '../core/errors/domain-error.js';
import { MAX_BLOCKS } from './blocking.limits.js';

/** So many people keep one at a distance only where there is something else to do. */
export class TooManyBlocks extends defineProblem('too_many_blocks', 409, 'You block too many people') {
  constructor() {
    super(`You can block ${MAX_BLOCKS} people. Unblock somebody first.`);
  }
}

/** Notes to oneself stay readable. */
export class CannotBlockYourself extends defineProblem('cannot_block_yourself', 409, 'You cannot block yourself') {
  constructor() {
    super('Choose somebody else to block.');
  }
}
