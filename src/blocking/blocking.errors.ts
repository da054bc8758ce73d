import { defineProblem } from '../core/errors/domain-error.js';

/** Notes to oneself stay readable. */
export class CannotBlockYourself extends defineProblem('cannot_block_yourself', 409, 'You cannot block yourself') {
  constructor() {
    super('Choose somebody else to block.');
  }
}
