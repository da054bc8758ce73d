import { defineLimit } from '../../core/limits.js';

export const MAX_MOVED = defineLimit('movedMessages', 200, 'Messages that get another subject at once.');
/** Reading one subject reads the messages of each: that has to have an end. */
export const MAX_MERGED = defineLimit('mergedSubjects', 20, 'Subjects that one can take in.');
