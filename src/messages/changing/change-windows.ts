import { defineChoice } from '../../core/organisation/define-setting.js';

/** For how long somebody may change what they wrote. */
const WINDOWS = ['off', '15m', '1h', '24h', '48h', 'unlimited'] as const;
export type ChangeWindow = (typeof WINDOWS)[number];

export const DELETE_WINDOW = defineChoice({
  key: 'deleteWindow',
  group: 'messages',
  name: 'ChangeWindow',
  words: WINDOWS,
  fallback: '48h',
  description: 'For how long people may delete for everyone what they wrote.',
  isTold: true,
});

export const EDIT_WINDOW = defineChoice({
  key: 'editWindow',
  group: 'messages',
  name: 'ChangeWindow',
  words: WINDOWS,
  fallback: 'unlimited',
  description: 'For how long people may edit what they wrote.',
  isTold: true,
});

const MINUTES: Readonly<Record<ChangeWindow, number>> = {
  off: 0,
  '15m': 15,
  '1h': 60,
  '24h': 24 * 60,
  '48h': 48 * 60,
  unlimited: Infinity,
};

const WORDS: Readonly<Record<Exclude<ChangeWindow, 'off' | 'unlimited'>, string>> = {
  '15m': '15 minutes',
  '1h': 'an hour',
  '24h': '24 hours',
  '48h': '48 hours',
};

/** Whether it is open for a message of this age. */
export function isOpen(window: ChangeWindow, ageSeconds: number): boolean {
  return window !== 'off' && ageSeconds <= MINUTES[window] * 60;
}

/** "within 48 hours", as a sentence goes on; "by nobody" where it is off. */
export function inWords(window: ChangeWindow): string {
  if (window === 'unlimited') return 'at any time';
  return window === 'off' ? 'by nobody' : `within ${WORDS[window]}`;
}
