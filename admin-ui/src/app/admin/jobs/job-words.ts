import type { AdminJobDto } from '../../api/models/admin-job-dto';
import type { PlainKey } from '../../core/words/catalogue';
import { problemText, t } from '../../core/words/words';

const TITLES = {
  activate: 'jobs.activate',
  deactivate: 'jobs.deactivate',
  end_sessions: 'jobs.endSessions',
  anonymise: 'jobs.anonymise',
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

/** What can be wrong with a row of a file, beside what is a problem of its own. */
const ROW_REASONS: Readonly<Record<string, PlainKey>> = {
  already_there: 'rows.alreadyThere',
  cell_too_long: 'rows.cellTooLong',
  duplicate_in_file: 'rows.duplicateInFile',
  invalid_email: 'rows.invalidEmail',
  invalid_length: 'rows.invalidLength',
  invalid_text: 'rows.invalidText',
  invalid_username: 'rows.invalidUsername',
  not_one_line: 'rows.notOneLine',
  quote_not_closed: 'rows.quoteNotClosed',
  required: 'rows.required',
  too_many_cells: 'rows.tooManyCells',
  unreadable_characters: 'rows.unreadableCharacters',
};

/** What of an account a file can say, in the order in which it is asked for. */
export const PERSON_FIELDS = {
  username: 'accounts.username',
  email: 'people.email',
  firstName: 'account.firstName',
  lastName: 'account.lastName',
  title: 'rows.title',
} as const satisfies Record<string, PlainKey>;

/** Why somebody, or a row of a file, was left out. */
export function reasonText({ code, field }: { readonly code: string; readonly field?: string | null }): string {
  const key = Object.hasOwn(ROW_REASONS, code) ? ROW_REASONS[code] : undefined;
  const reason = key ? t(key) : (problemText(code) ?? code);
  if (field == null || !Object.hasOwn(PERSON_FIELDS, field)) return reason;
  return t('rows.reason', { field: t(PERSON_FIELDS[field as keyof typeof PERSON_FIELDS]), reason });
}
