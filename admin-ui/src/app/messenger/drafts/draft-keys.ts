import { keyScope } from '../../core/key-scope';

/** Of a row of the list of drafts. */
export const DRAFT_KEYS = keyScope('keys.lists', {
  up: { label: 'keys.move', keys: ['ArrowUp'] },
  down: { label: 'keys.move', keys: ['ArrowDown'] },
  first: { label: 'keys.listEnds', keys: ['Home'] },
  last: { label: 'keys.listEnds', keys: ['End'] },
  open: { label: 'keys.open', keys: ['Enter'] },
  discard: { label: 'keys.discard', keys: ['Delete'] },
});
