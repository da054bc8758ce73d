import { defineProblem } from '../core/errors/domain-error.js';
import { MAX_PREFERENCES, MAX_PREFERENCES_BYTES } from './preferences.limits.js';

/** With what is kept already it would be too many. */
export class TooManyPreferences extends defineProblem('too_many_preferences', 409, 'There are too many preferences') {
  constructor() {
    const detail = `At most ${MAX_PREFERENCES} preferences are kept. Forget some first.`;
    super(detail, { errors: [{ pointer: '/values', code: 'too_many_preferences', detail }] });
  }
}

/** With what is kept already it would be too much. */
export class PreferencesTooLarge extends defineProblem('preferences_too_large', 409, 'The preferences are too large') {
  constructor() {
    const detail = `All preferences may have ${MAX_PREFERENCES_BYTES} bytes together. Forget some first.`;
    super(detail, { errors: [{ pointer: '/values', code: 'preferences_too_large', detail }] });
  }
}
