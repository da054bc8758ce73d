import { defineProblem } from '../core/errors/domain-error.js';

/** Lines that tell what happened in a group are nobody's words. */
export class NotForSaving extends defineProblem('cannot_save', 409, 'That cannot be saved') {
  constructor() {
    super('Messages can be saved, not lines that tell what happened.');
  }
}
