import type { OrganisationSetting } from '../core/organisation/organisation-settings.js';

/** Whether people see how far others have read: all of them, none, or those who both show it. */
export const READ_RECEIPT_MODES = ['on', 'off', 'choice'] as const;
export type ReadReceiptMode = (typeof READ_RECEIPT_MODES)[number];

/** What the organisation says; each decides for themselves until a superuser decides otherwise. */
export const READ_RECEIPTS: OrganisationSetting<ReadReceiptMode> = {
  key: 'readReceipts',
  fallback: 'choice',
  accepts: (value): value is ReadReceiptMode => READ_RECEIPT_MODES.some((mode) => mode === value),
};
