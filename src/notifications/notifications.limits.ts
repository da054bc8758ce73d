import { defineLimit } from '../core/limits.js';

export const MAX_QUIET_HOURS = defineLimit('quietHours', 28, 'Times of a week in which somebody is not disturbed.');
export const MAX_ENDPOINT_LENGTH = defineLimit('pushEndpoint', 1_000, 'Characters of the address of a push service.');
export const MAX_MAIL_AFTER_MINUTES = defineLimit(
  'mailAfterMinutes',
  7 * 24 * 60,
  'Minutes until what is unread is mailed.',
);
export const MAX_OWN_WORDS = defineLimit('ownWords', 20, 'Words that notify somebody like a mention.');
export const MIN_OWN_WORD_LENGTH = 2;
export const MAX_OWN_WORD_LENGTH = defineLimit('ownWord', 40, 'Characters of one of them.');
