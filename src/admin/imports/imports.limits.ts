import { defineLimit } from '../../core/limits.js';

export const MAX_IMPORT_BYTES = defineLimit('importBytes', 20 * 1024 * 1024, 'A file with people, in bytes.');
export const MAX_IMPORT_ROWS = defineLimit('importRows', 100_000, 'Rows of a file with people.');
export const MAX_COLUMNS = 100;
/** Of one row, in characters: many times what its columns may hold, and little enough to be held. */
export const MAX_ROW_LENGTH = 2_000_000;
/** Longer than any field of an account, and what is kept of a longer one for the file of what was refused. */
export const MAX_CELL_LENGTH = 1_000;
/** Rows that are read, judged or written at once: some ten milliseconds of work. */
export const ROWS_AT_ONCE = 200;
/** Rows that show what is in a file. */
export const SHOWN_ROWS = 5;
/** How many a person has at once that were not run; the oldest makes room. */
export const MAX_UNUSED = 5;
export const KEPT_DAYS = 7;
