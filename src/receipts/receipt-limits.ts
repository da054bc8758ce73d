/** In conversations of more people nobody is told of single persons, and no times are kept. */
export const MAX_TOLD_MEMBERS = 20;
/** How long it is known when somebody read. */
export const READ_MARK_DAYS = 90;
