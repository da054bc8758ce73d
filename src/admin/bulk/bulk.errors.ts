import { defineProblem } from '../../core/errors/domain-error.js';

/** Between the look at what would be done and the yes to it, it became something else. */
export class BulkCountChanged extends defineProblem('bulk_count_changed', 409, 'It is about other people by now') {
  constructor(count: number) {
    const detail = `It would change ${count} accounts by now. Look at it again.`;
    super(detail, { count, errors: [{ pointer: '/confirm', code: 'bulk_count_changed', detail }] });
  }
}
