import { defineProblem } from '../../core/errors/domain-error.js';
import type { Step } from '../../core/statistics/statistics-row.entity.js';

/** The period ends before it begins. */
export class InvalidPeriod extends defineProblem('invalid_period', 400, 'This is no period') {
  constructor() {
    const detail = 'Choose an end after the beginning.';
    super(detail, { errors: [{ pointer: '/to', code: 'invalid_period', detail }] });
  }
}

export class TooManyPoints extends defineProblem('too_many_points', 400, 'The period has too many steps') {
  constructor(points: number, most: number) {
    const detail = `The period has ${points} steps, more than ${most}. Choose longer steps or a shorter period.`;
    super(detail, { errors: [{ pointer: '/step', code: 'too_many_points', detail }] });
  }
}

/** What is that old was put together into longer steps. */
export class StepTooFine extends defineProblem('step_too_fine', 400, 'That is not kept so finely') {
  constructor(step: Step, days: number) {
    const detail = `Steps of ${step === 'hour' ? 'an' : 'a'} ${step} are kept for ${days} days. Choose longer steps or a later beginning.`;
    super(detail, { errors: [{ pointer: '/step', code: 'step_too_fine', detail }] });
  }
}
