import { keyScope } from '../../core/key-scope';

/** In the list of chats. */
export const CHAT_LIST_KEYS = keyScope('keys.lists', {
  up: { label: 'keys.move', keys: ['ArrowUp'] },
  down: { label: 'keys.move', keys: ['ArrowDown'] },
  first: { label: 'keys.listEnds', keys: ['Home'] },
  last: { label: 'keys.listEnds', keys: ['End'] },
});

/** Of one chat in the list, or of somebody with whom there is none yet. */
export const OPENING_KEYS = keyScope('keys.lists', {
  open: { label: 'keys.open', keys: ['Enter', ' '] },
});

/** Of one chat in the list. */
export const CHAT_KEYS = keyScope('keys.lists', {
  unread: { label: 'keys.unread', keys: ['u'] },
  archive: { label: 'keys.archive', keys: ['e'] },
  pin: { label: 'keys.pin', keys: ['p'] },
  menu: { label: 'keys.menu', keys: ['.'] },
});

/** Where one searches among the chats. */
export const CHAT_SEARCH_KEYS = keyScope('keys.lists', {
  messages: { label: 'keys.searchMessages', keys: ['Enter'] },
  intoList: { label: 'keys.intoList', keys: ['ArrowDown'] },
  clear: { label: 'keys.clearSearch', keys: ['Escape'] },
});
