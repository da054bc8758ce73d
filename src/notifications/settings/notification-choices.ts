import type { NotifyLevel } from '../../messages/members/notify-levels.js';
import type { QuietHours } from './quiet-hours.js';

/** How often a summary of what is unread is mailed. */
export const DIGESTS = ['none', 'daily', 'weekly'] as const;
export type Digest = (typeof DIGESTS)[number];

/** Whether and when somebody wants to be notified. */
export interface NotificationChoices {
  readonly push: boolean;
  /** Of what, in conversations for which they chose nothing. */
  readonly defaultLevel: NotifyLevel;
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
  defaultLevel: 'all',
  hideContent: false,
  quietHours: [],
  pausedUntil: null,
  words: [],
  mailAfter: null,
  digest: 'none',
};
