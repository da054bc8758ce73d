import { defineChoice } from '../../core/organisation/define-setting.js';
import { REGISTRATION_MODES } from './registration-mode.js';

/** Who can make an account for themselves; those with an invitation until a superuser decides otherwise. */
export const REGISTRATION = defineChoice({
  key: 'registration',
  group: 'people',
  needsConfirmation: true,
  name: 'RegistrationMode',
  words: REGISTRATION_MODES,
  fallback: 'invite',
  description:
    'Who can make an account: everybody, those with an invitation, or nobody. While it is `closed` nobody can be invited; ' +
    'invitations that are open stay good.',
});
