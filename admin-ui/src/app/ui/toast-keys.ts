import { keyScope } from '../core/key-scope';

/** To what the app says at the edge. */
export const TOAST_KEYS = keyScope('keys.everywhere', {
  go: { label: 'keys.toast', keys: ['Alt+T'] },
});
