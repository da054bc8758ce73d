/** Why somebody reports a message. */
export const REPORT_REASONS = ['spam', 'harassment', 'illegal', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** Open until a moderator decides: there was nothing to do (`dismissed`), or something was done (`acted`). */
export const REPORT_STATES = ['open', 'dismissed', 'acted'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** What of the queue is listed. */
export const REPORT_FILTERS = [...REPORT_STATES, 'closed'] as const;
export type ReportFilter = (typeof REPORT_FILTERS)[number];

/** What is done about a message: nothing here, its author is warned, it is deleted for everyone, or the account is deactivated. */
export const REPORT_ACTIONS = ['none', 'warn', 'delete', 'deactivate'] as const;
export type ReportAction = (typeof REPORT_ACTIONS)[number];

/** How many messages before a reported one, and after it, are shown with it. */
export const CONTEXT_MESSAGES = 5;

/** How long what was reported is kept once it was decided about. */
export const KEPT_DAYS = 180;
