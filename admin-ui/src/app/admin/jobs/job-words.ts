import type { AdminJobDto } from '../../api/models/admin-job-dto';
import { problemText, t } from '../../core/words/words';

const TITLES = {
  activate: 'jobs.activate',
  deactivate: 'jobs.deactivate',
  end_sessions: 'jobs.endSessions',
  add_role: 'jobs.addRole',
  remove_role: 'jobs.removeRole',
  import: 'jobs.import',
} as const;

const STATES = {
  waiting: 'jobs.waiting',
  running: 'jobs.running',
  done: 'jobs.done',
  failed: 'jobs.failed',
  cancelled: 'jobs.cancelled',
} as const;

/** What a job does, with how many it is about; one that this version does not know is called as it is. */
export function jobTitle({ action, total }: Pick<AdminJobDto, 'action' | 'total'>): string {
  const key = Object.hasOwn(TITLES, action) ? TITLES[action as keyof typeof TITLES] : undefined;
  return key ? t(key, { count: total }) : action;
}

export function jobState({ state }: Pick<AdminJobDto, 'state'>): string {
  return t(STATES[state]);
}

/** Why somebody was left out. */
export function reasonText(code: string): string {
  return problemText(code) ?? code;
}
