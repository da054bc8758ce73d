import { keyScope } from '../core/key-scope';

/** Of a row of a list of mail. */
export const MAIL_KEYS = keyScope('keys.lists', {
  up: { label: 'keys.move', keys: ['ArrowUp', 'k'] },
  down: { label: 'keys.move', keys: ['ArrowDown', 'j'] },
  first: { label: 'keys.listEnds', keys: ['Home'] },
  last: { label: 'keys.listEnds', keys: ['End'] },
  open: { label: 'keys.open', keys: ['Enter', ' '] },
  left: { label: 'keys.unfold', keys: ['ArrowLeft'] },
  right: { label: 'keys.unfold', keys: ['ArrowRight'] },
  select: { label: 'keys.select', keys: ['x'] },
  selectRange: { label: 'keys.selectRange', keys: ['Shift+X'] },
  selectAll: { label: 'keys.selectAll', keys: ['Mod+A'] },
  selectNone: { label: 'keys.selectNone', keys: ['Escape'] },
  delete: { label: 'keys.delete', keys: ['Delete'] },
});

/** Where a reply is written below the message that is read. */
export const MAIL_REPLY_KEYS = keyScope('keys.writing', {
  send: { label: 'keys.send', keys: ['Mod+Enter'] },
});
