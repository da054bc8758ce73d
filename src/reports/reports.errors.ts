import { defineProblem } from '../core/errors/domain-error.js';
import { Stale } from '../core/errors/request-problems.js';
import type { ReportDto } from './dto/reports.dto.js';
import { MAX_REPORTS_PER_HOUR } from './reports.limits.js';

/** Lines that tell what happened in a group are nobody's words. */
export class NotForReporting extends defineProblem('cannot_report', 409, 'That cannot be reported') {
  constructor() {
    super('Messages can be reported, not lines that tell what happened.');
  }
}

/** Whoever regrets what they wrote deletes it. */
export class OwnMessage extends defineProblem('own_message', 409, 'This is your own message') {
  constructor() {
    super('You can edit or delete what you wrote yourself.');
  }
}

/** A queue that one person fills is no help to the others. */
export class TooManyReports extends defineProblem('too_many_reports', 409, 'Too many reports') {
  constructor(secondsUntilNext: number) {
    const minutes = Math.max(1, Math.ceil(secondsUntilNext / 60));
    super(`You can report ${MAX_REPORTS_PER_HOUR} messages in an hour. You can report this one in ${minutes} min.`);
  }
}

export class ReportNotFound extends defineProblem('report_not_found', 404, 'There is no such report') {
  constructor() {
    super('There is no such report, or it was deleted as its time was over.');
  }
}

/** Somebody else decided, or another person reported it meanwhile. Nothing was done. */
export class ReportStale extends Stale {
  constructor(current: ReportDto) {
    super(
      'The report changed since you opened it, so nothing was done. See what it is now, then decide again.',
      current,
    );
  }
}

/** Nobody judges what they wrote themselves. */
export class OwnReport extends defineProblem('own_report', 409, 'This report is about you') {
  constructor() {
    super('Somebody else who decides about reports has to decide about this one.');
  }
}

/** Nobody judges what they wrote themselves, and there is nobody else who could. */
export class NoOtherModerator extends defineProblem('no_other_moderator', 409, 'Nobody else decides about reports') {
  constructor() {
    super(
      'This report is about you, and you are the only one who decides about reports. Give somebody else a role that does, ' +
        'or make another organisation owner, and ask them.',
    );
  }
}
