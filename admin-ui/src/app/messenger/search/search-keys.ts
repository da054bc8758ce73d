import { keyScope } from '../../core/key-scope';

/** Of a message that a search found. */
export const HIT_KEYS = keyScope('keys.lists', {
  up: { label: 'keys.move', keys: ['ArrowUp', 'k'] },
  down: { label: 'keys.move', keys: ['ArrowDown', 'j'] },
  first: { label: 'keys.listEnds', keys: ['Home'] },
  last: { label: 'keys.listEnds', keys: ['End'] },
  open: { label: 'keys.open', keys: ['Enter'] },
});

/** Where one searches in the conversation that is open. */
export const FIND_BAR_KEYS = keyScope('keys.messages', {
  older: { label: 'keys.olderHit', keys: ['Enter', 'ArrowUp'] },
  newer: { label: 'keys.newerHit', keys: ['Shift+Enter', 'ArrowDown'] },
  close: { label: 'keys.leaveHits', keys: ['Escape'] },
});
