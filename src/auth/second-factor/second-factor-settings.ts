import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, Matches, Max, Min } from 'class-validator';
import { defineSetting } from '../../core/organisation/define-setting.js';

const MAX_ROLES = 100;
const MAX_DAYS = 90;
const KEY = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** Of whom a second factor is asked, by the keys of their roles; `member` is everybody. */
export const SECOND_FACTOR_REQUIRED_ROLES = defineSetting<string[]>({
  key: 'secondFactorRequiredRoles',
  group: 'security',
  needsConfirmation: true,
  fallback: [],
  accepts: (value): value is string[] => Array.isArray(value) && value.every((key) => typeof key === 'string'),
  description:
    'The keys of roles whose holders need a second factor, such as `staff` and `superuser`; `member` is everybody.',
  schema: { type: [String], maxItems: MAX_ROLES, example: ['staff', 'superuser'] },
  rules: [IsArray(), ArrayMaxSize(MAX_ROLES), ArrayUnique(), Matches(KEY, { each: true })],
});

/** How long they may go on without, from when it is first asked of them. */
export const SECOND_FACTOR_GRACE_DAYS = defineSetting<number>({
  key: 'secondFactorGraceDays',
  group: 'security',
  needsConfirmation: true,
  fallback: 7,
  accepts: (value): value is number => Number.isInteger(value),
  description: 'For how many days, from when a second factor is first asked of somebody, they may go on without one.',
  schema: { type: 'integer', minimum: 0, maximum: MAX_DAYS, example: 7 },
  rules: [IsInt(), Min(0), Max(MAX_DAYS)],
});
