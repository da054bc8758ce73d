import { defineLimit } from '../core/limits.js';

export const MIN_USERNAME_LENGTH = defineLimit('usernameMinLength', 3, 'Shortest username.');
export const MAX_USERNAME_LENGTH = defineLimit('usernameMaxLength', 32, 'Longest username.');
/** Whatever an organisation chooses, no password is shorter. */
export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = defineLimit('passwordMaxLength', 200, 'Longest password.');
export const MAX_EMAIL_LENGTH = defineLimit('emailLength', 254, 'Longest e-mail address.');
export const MAX_NAME_LENGTH = defineLimit('nameLength', 150, 'Longest first or last name, and role.');
export const MAX_ABOUT_LENGTH = defineLimit('aboutLength', 1_000, 'What people write about themselves.');
export const MAX_PRONOUNS_LENGTH = defineLimit('pronounsLength', 40, 'The pronouns somebody goes by.');
export const MAX_PROFILE_FIELDS = defineLimit('profileFields', 10, 'Fields that an organisation adds to profiles.');
export const MAX_PROFILE_LABEL_LENGTH = defineLimit('profileLabelLength', 40, 'What such a field is called.');
export const MAX_STATUS_LENGTH = defineLimit('statusLength', 100, 'The text of a status.');
