import { defineChoice } from '../core/organisation/define-setting.js';

/** Whether people see how far others have read: all of them, none, or those who both show it. */
export const READ_RECEIPT_MODES = ['on', 'off', 'choice'] as const;
export type ReadReceiptMode = (typeof READ_RECEIPT_MODES)[number];

/** What the organisation says; each decides for themselves until a superuser decides otherwise. */
export const READ_RECEIPTS = defineChoice({
  key: 'readReceipts',
  group: 'messages',
  name: 'ReadReceiptMode',
  words: READ_RECEIPT_MODES,
  fallback: 'choice',
  description: 'Whether people see how far others have read: all of them, none, or those who both show it.',
});
