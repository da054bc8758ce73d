import type { RoleDto } from '../../api/models/role-dto';
import type { TeamDto } from '../../api/models/team-dto';
import { isolated } from '../../core/isolated';
import { dateInWords } from '../../core/times';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';
import { roleName } from '../roles/role-words';
import type { AccountQuery, FilterName, FLAGS, STATUSES, TWO_FACTOR } from './account-query';

/** What a filter is called. */
export const FILTER_LABELS: Readonly<Record<FilterName, PlainKey>> = {
  status: 'accounts.status',
  role: 'accounts.role',
  team: 'accounts.team',
  flag: 'accounts.flag',
  twoFactor: 'accounts.twoFactor',
  login: 'accounts.login',
  joined: 'accounts.joined',
  inactive: 'accounts.inactive',
};

export const STATUS_LABELS = {
  active: 'accounts.status.active',
  deactivated: 'accounts.status.deactivated',
  invited: 'accounts.status.invited',
  never: 'accounts.status.never',
  locked: 'accounts.status.locked',
} as const satisfies Record<(typeof STATUSES)[number], PlainKey>;

export const FLAG_LABELS = {
  staff: 'accounts.flag.staff',
  superuser: 'accounts.flag.superuser',
} as const satisfies Record<(typeof FLAGS)[number], PlainKey>;

export const TWO_FACTOR_LABELS = {
  true: 'accounts.twoFactor.on',
  false: 'accounts.twoFactor.off',
} as const satisfies Record<(typeof TWO_FACTOR)[number], PlainKey>;

/** What filters name by keys. */
export interface NamedFilters {
  readonly roles: readonly RoleDto[];
  readonly teams: readonly TeamDto[];
}

/** What the chip of a filter says. */
export function chipText(filter: FilterName, query: AccountQuery, named: NamedFilters): string {
  if (filter === 'inactive') return t('accounts.inactiveFor', { count: query.inactiveDays ?? 0 });
  return t('accounts.chip', { filter: t(FILTER_LABELS[filter]), value: isolated(valueText(filter, query, named)) });
}

function valueText(filter: FilterName, query: AccountQuery, { roles, teams }: NamedFilters): string {
  switch (filter) {
    case 'status':
      return query.status ? t(STATUS_LABELS[query.status]) : '';
    case 'flag':
      return query.flag ? t(FLAG_LABELS[query.flag]) : '';
    case 'twoFactor':
      return query.twoFactor ? t(TWO_FACTOR_LABELS[query.twoFactor]) : '';
    case 'role': {
      const role = roles.find(({ key }) => key === query.role);
      return role ? roleName(role) : (query.role ?? '');
    }
    case 'team':
      return teams.find(({ key }) => key === query.team)?.name ?? query.team ?? '';
    case 'joined':
      return daysText(query.joinedFrom, query.joinedTo);
    default:
      return daysText(query.loginFrom, query.loginTo);
  }
}

function daysText(from: string | undefined, to: string | undefined): string {
  const [first, last] = [from, to].map((day) => day && dateInWords(`${day}T12:00`));
  if (first && last) return t('accounts.between', { from: first, to: last });
  return first ? t('accounts.since', { day: first }) : t('accounts.until', { day: last ?? '' });
}
