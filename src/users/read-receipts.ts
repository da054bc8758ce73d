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

const ORGANISATION = `(select s.value #>> '{}' from settings s where s.key = '${READ_RECEIPTS.key}')`;

const hides = (userId: string) => `exists (select 1 from users h where h.id = ${userId} and not h.read_receipts)`;

/**
 * An SQL condition: one person may know how far another has read. Who hides it sees it of nobody. The settings are read
 * by the statement itself, so that no node is ever behind a change of them (docs/adr/0012).
 */
export const mayKnowReading = (viewerId: string, readerId: string): string => `(case ${ORGANISATION}
  when 'on' then true when 'off' then false else not ${hides(viewerId)} and not ${hides(readerId)} end)`;
