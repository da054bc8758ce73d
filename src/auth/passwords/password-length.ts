import { IsInt, Max, Min } from 'class-validator';
import { defineChosenLimit } from '../../core/limits.js';
import { defineSetting } from '../../core/organisation/define-setting.js';
import { MIN_PASSWORD_LENGTH } from '../../users/users.limits.js';

const LONGEST_DEMAND = 64;

/** How short a password may be that somebody chooses; those that people have stay good. */
export const PASSWORD_MIN_LENGTH = defineSetting<number>({
  key: 'passwordMinLength',
  group: 'security',
  needsConfirmation: true,
  fallback: 10,
  accepts: (value): value is number =>
    Number.isInteger(value) && Number(value) >= MIN_PASSWORD_LENGTH && Number(value) <= LONGEST_DEMAND,
  description:
    'How many characters a new password must have. Passwords that people have stay good; those that are guessed soon are refused whatever their length.',
  schema: { type: 'integer', minimum: MIN_PASSWORD_LENGTH, maximum: LONGEST_DEMAND, example: 12 },
  rules: [IsInt(), Min(MIN_PASSWORD_LENGTH), Max(LONGEST_DEMAND)],
});
defineChosenLimit('passwordMinLength', PASSWORD_MIN_LENGTH, 'Shortest password that can be chosen.');
