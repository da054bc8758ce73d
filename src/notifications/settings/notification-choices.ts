import type { QuietHours } from './quiet-hours.js';

/** How often a summary of what is unread is mailed. */
export const DIGESTS = ['none', 'daily', 'weekly'] as const;
export type Digest = (typeof DIGESTS)[number];

/** Whether and when somebody wants to be notified. Of what, they choose in each conversation. */
export interface NotificationChoices {
  readonly push: boolean;
  readonly hideContent: boolean;
  readonly quietHours: readonly QuietHours[];
  readonly pausedUntil: Date | null;
  /** What notifies them like a mention, in capitals or small letters. */
  readonly words: readonly string[];
  /** After how many minutes what is unread is mailed; null where it is not. */
  readonly mailAfter: number | null;
  readonly digest: Digest;
}

/** What holds for whoever never chose. */
export const DEFAULT_CHOICES: NotificationChoices = {
  push: true,
  hideContent: false,
  quietHours: [],
  pausedUntil: null,
  words: [],
  mailAfter: null,
  digest: 'none',
};
