import { keyScope } from '../../core/key-scope';

/** Of a row of the list of groups. */
export const GROUP_KEYS = keyScope('keys.lists', {
  up: { label: 'keys.move', keys: ['ArrowUp', 'k'] },
  down: { label: 'keys.move', keys: ['ArrowDown', 'j'] },
  first: { label: 'keys.listEnds', keys: ['Home'] },
  last: { label: 'keys.listEnds', keys: ['End'] },
  open: { label: 'keys.open', keys: ['Enter', ' '] },
});
