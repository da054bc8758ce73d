import { keyScope } from '../core/key-scope';

/** Of what opens beside a page or above a part of it. */
export const CLOSING_KEYS = keyScope('keys.everywhere', {
  close: { label: 'keys.close', keys: ['Escape'] },
});
