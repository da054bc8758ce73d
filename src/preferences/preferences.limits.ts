import { defineLimit } from '../core/limits.js';

export const MAX_PREFERENCES = defineLimit('preferences', 64, 'Preferences that are kept of one person.');
export const MAX_PREFERENCE_BYTES = defineLimit('preferenceBytes', 2_048, 'One of them, as JSON.');
/** All of them travel with every change. */
export const MAX_PREFERENCES_BYTES = defineLimit('preferencesBytes', 16_384, 'All of them together, as JSON.');
