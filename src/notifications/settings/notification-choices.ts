import type { QuietHours } from './quiet-hours.js';

/** In groups where nothing else was chosen; a direct message is like a mention. */
export const DEFAULT_LEVELS = ['all', 'mentions', 'none'] as const;
export type DefaultLevel = (typeof DEFAULT_LEVELS)[number];

export const DIGESTS = ['none', 'daily', 'weekly'] as const;
export type Digest = (typeof DIGESTS)[number];

/** Of what and when somebody wants to be notified. */
export interface NotificationChoices {
  readonly push: boolean;
  readonly hideContent: boolean;
  readonly defaultLevel: DefaultLevel;
  readonly quietHours: readonly QuietHours[];
  readonly pausedUntil: Date | null;
  readonly words: readonly string[];
  readonly mailAfter: number | null;
  readonly digest: Digest;
}

/** What holds for whoever never chose. */
export const DEFAULT_CHOICES: NotificationChoices = {
  push: true,
  hideContent: false,
  defaultLevel: 'all',
  quietHours: [],
  pausedUntil: null,
  words: [],
  mailAfter: null,
  digest: 'none',
};
