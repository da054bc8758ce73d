import { defineLimit } from '../../core/limits.js';

export const MAX_BULK_IDS = defineLimit(
  'bulkIds',
  500,
  'Accounts that are named in one bulk act; a filter has no limit.',
);
