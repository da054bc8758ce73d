import { IsInt, Max, Min } from 'class-validator';
import { defineSetting } from '../../core/organisation/define-setting.js';
import { ABSOLUTE_DAYS } from './session-lifetime.js';

/** How long a session lasts that nobody uses. */
export const SESSION_DAYS = defineSetting<number>({
  key: 'sessionDays',
  group: 'security',
  needsConfirmation: true,
  fallback: 30,
  accepts: (value): value is number => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= ABSOLUTE_DAYS,
  description: `After how many days without use a session ends; at most ${ABSOLUTE_DAYS} after it began each ends. It holds for open sessions too.`,
  schema: { type: 'integer', minimum: 1, maximum: ABSOLUTE_DAYS, example: 7 },
  rules: [IsInt(), Min(1), Max(ABSOLUTE_DAYS)],
});
