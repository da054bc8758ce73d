import { defineLimit } from '../core/limits.js';

export const MAX_QUERY_LENGTH = defineLimit('searchQuery', 1_000, 'Characters of a search, with its operators.');
export const MAX_SEARCH_TERMS = defineLimit('searchTerms', 32, 'Words, phrases and operators of a search.');
/** Longer than names, subjects and ids are. */
export const MAX_OPERATOR_VALUE_LENGTH = 200;
