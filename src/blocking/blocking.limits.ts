import { defineLimit } from '../core/limits.js';

/** Each of them is looked at where mentions are counted. */
export const MAX_BLOCKS = defineLimit('blocks', 1_000, 'People whom one person can block.');
