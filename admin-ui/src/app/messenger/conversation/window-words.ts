import type { ChangeWindow } from '../../api/models/change-window';
import type { PlainKey } from '../../core/words/catalogue';

/** Why a message cannot be changed any more: for how long it could be. */
export const WINDOW_WORDS: Readonly<Record<ChangeWindow, PlainKey>> = {
  off: 'window.off',
  '15m': 'window.15m',
  '1h': 'window.1h',
  '24h': 'window.24h',
  '48h': 'window.48h',
  unlimited: 'window.unlimited',
};
