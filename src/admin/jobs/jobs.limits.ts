export const MAX_OPEN_JOBS = 10;
/** As many as one answer names; how many there are in all stands beside them. */
export const MAX_NAMED = 100;
