import { keyScope } from '../../core/key-scope';

/** Of a row of the list of people. */
export const ACCOUNT_KEYS = keyScope('keys.lists', {
  up: { label: 'keys.move', keys: ['ArrowUp', 'k'] },
  down: { label: 'keys.move', keys: ['ArrowDown', 'j'] },
  first: { label: 'keys.listEnds', keys: ['Home'] },
  last: { label: 'keys.listEnds', keys: ['End'] },
  open: { label: 'keys.openPerson', keys: ['Enter'] },
  select: { label: 'keys.select', keys: ['x'] },
  selectRange: { label: 'keys.selectRange', keys: ['Shift+X'] },
  selectNone: { label: 'keys.selectNone', keys: ['Escape'] },
});
