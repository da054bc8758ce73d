import type { OrganisationSetting } from '../../core/organisation/organisation-settings.js';
import { REGISTRATION_MODES, type RegistrationMode } from './registration-mode.js';

/** Who can make an account for themselves; nobody until a superuser decides otherwise. */
export const REGISTRATION: OrganisationSetting<RegistrationMode> = {
  key: 'registration',
  fallback: 'closed',
  accepts: (value): value is RegistrationMode => REGISTRATION_MODES.some((mode) => mode === value),
};
