import type { AdminListUsers$Params } from '../../api/fn/administration/admin-list-users';

export const STATUSES = ['active', 'deactivated', 'invited', 'never', 'locked'] as const;
export const FLAGS = ['staff', 'superuser'] as const;
export const TWO_FACTOR = ['true', 'false'] as const;
export const SORT_KEYS = ['name', 'username', 'email', 'lastLogin', 'lastSeen', 'joined'] as const;

export type SortKey = (typeof SORT_KEYS)[number];
type Sort = SortKey | `-${SortKey}`;

const MAX_DAYS = 3_650;

/** Who is looked for, and in which order; every part but the order may be missing. Days are those of this device. */
export interface AccountQuery {
  readonly search?: string;
  readonly status?: (typeof STATUSES)[number];
  readonly role?: string;
  readonly team?: string;
  readonly flag?: (typeof FLAGS)[number];
  readonly twoFactor?: (typeof TWO_FACTOR)[number];
  readonly loginFrom?: string;
  readonly loginTo?: string;
  readonly joinedFrom?: string;
  readonly joinedTo?: string;
  readonly inactiveDays?: number;
  readonly sort?: Sort;
}

/** The parameters of an address, as a router has them. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** What of a query is a filter: it stands as a chip, and is removed as one. */
export const FILTERS = {
  status: ['status'],
  role: ['role'],
  team: ['team'],
  flag: ['flag'],
  twoFactor: ['twoFactor'],
  login: ['loginFrom', 'loginTo'],
  joined: ['joinedFrom', 'joinedTo'],
  inactive: ['inactiveDays'],
} as const satisfies Record<string, readonly (keyof AccountQuery)[]>;

export type FilterName = keyof typeof FILTERS;
export const FILTER_NAMES = Object.keys(FILTERS) as FilterName[];

/** Reads a query from an address; what it does not know is left out. */
export function queryOf(parameters: Parameters): AccountQuery {
  const among = <T extends string>(name: string, all: readonly T[]): T | undefined =>
    all.find((one) => one === parameters[name]);
  const day = (name: string): string | undefined => (isDay(parameters[name] ?? '') ? parameters[name] : undefined);
  const days = Number(parameters['inactiveDays']);
  return compact({
    search: parameters['search']?.slice(0, 100),
    status: among('status', STATUSES),
    role: parameters['role']?.slice(0, 32),
    team: parameters['team']?.slice(0, 32),
    flag: among('flag', FLAGS),
    twoFactor: among('twoFactor', TWO_FACTOR),
    loginFrom: day('loginFrom'),
    loginTo: day('loginTo'),
    joinedFrom: day('joinedFrom'),
    joinedTo: day('joinedTo'),
    inactiveDays: isDays(days) ? days : undefined,
    sort: among('sort', [...SORT_KEYS, ...SORT_KEYS.map((key) => `-${key}` as const)]),
  });
}

/** The parameters of an address that stand for a query; queryOf reads them. */
export function parametersOf(query: AccountQuery): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
}

/** How the server is asked: days become the moments at which they begin and end here. */
export function requestOf({
  loginFrom,
  loginTo,
  joinedFrom,
  joinedTo,
  ...rest
}: AccountQuery): Omit<AdminListUsers$Params, 'limit' | 'cursor'> {
  return compact({
    ...rest,
    search: rest.search?.trim(),
    lastLoginAfter: startOf(loginFrom),
    lastLoginBefore: startOf(loginTo, 1),
    joinedAfter: startOf(joinedFrom),
    joinedBefore: startOf(joinedTo, 1),
  });
}

/** The same without this filter. */
export function without(query: AccountQuery, filter: FilterName): AccountQuery {
  const names: readonly string[] = FILTERS[filter];
  return Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name)));
}

/** Which filters it has. */
export function filtersOf(query: AccountQuery): FilterName[] {
  return FILTER_NAMES.filter((name) => FILTERS[name].some((part) => query[part] !== undefined));
}

/** How many days somebody may be asked to have been away. */
export function isDays(days: number): boolean {
  return Number.isInteger(days) && days >= 1 && days <= MAX_DAYS;
}

/** Leaves out what is undefined or empty. */
export function compact<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined && value !== '')) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(new Date(`${text}T00:00`).getTime());
}

/** When a day begins here, or the one so many days later. */
function startOf(day: string | undefined, later = 0): string | undefined {
  if (day === undefined) return undefined;
  const start = new Date(`${day}T00:00`);
  start.setDate(start.getDate() + later);
  return start.toISOString();
}
