import type { OrganisationSetting } from '../../core/organisation/organisation-settings.js';
import { REGISTRATION_MODES, type RegistrationMode } from './registration-mode.js';

/** Who can make an account for themselves; those with an invitation until a superuser decides otherwise. */
export const REGISTRATION: OrganisationSetting<RegistrationMode> = {
  key: 'registration',
  fallback: 'invite',
  accepts: (value): value is RegistrationMode => REGISTRATION_MODES.some((mode) => mode === value),
};
