import { defineLimit } from '../core/limits.js';

export const MAX_REPORT_NOTE = defineLimit('reportNote', 1_000, 'Characters of what somebody writes with a report.');
export const MAX_REPORTS_PER_HOUR = defineLimit('reportsPerHour', 20, 'Messages that somebody reports in an hour.');
