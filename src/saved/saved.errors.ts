import { defineProblem } from '../core/errors/domain-error.js';

/** Nobody can be reminded of something yesterday. */
export class InThePast extends defineProblem('in_the_past', 400, 'That time is over') {
  constructor(pointer: string) {
    const detail = 'Choose a time in the future.';
    super(detail, { errors: [{ pointer, code: 'in_the_past', detail }] });
  }
}

/** Lines that tell what happened in a group are nobody's words. */
export class NotForSaving extends defineProblem('cannot_save', 409, 'That cannot be saved') {
  constructor() {
    super('Messages can be saved, not lines that tell what happened.');
  }
}
