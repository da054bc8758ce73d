import { defineLimit } from '../core/limits.js';

export const MAX_PINS = defineLimit('pins', 100, 'Pinned messages of one conversation.');
