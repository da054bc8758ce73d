import { keyScope } from '../../core/key-scope';

/** Of a message with the focus; `leave` also of what is in it. */
export const MESSAGE_KEYS = keyScope('keys.messages', {
  up: { label: 'keys.move', keys: ['ArrowUp', 'k'] },
  down: { label: 'keys.move', keys: ['ArrowDown', 'j'] },
  oldest: { label: 'keys.ends', keys: ['Home'] },
  newest: { label: 'keys.ends', keys: ['End'] },
  reply: { label: 'keys.reply', keys: ['r'] },
  forward: { label: 'keys.forward', keys: ['f'] },
  react: { label: 'keys.react', keys: ['+', 'Shift+R'] },
  edit: { label: 'keys.edit', keys: ['e'] },
  unread: { label: 'keys.unreadFrom', keys: ['u'] },
  link: { label: 'keys.link', keys: ['y'] },
  delete: { label: 'keys.delete', keys: ['Delete'] },
  tools: { label: 'keys.tools', keys: ['Enter'] },
  inside: { label: 'keys.inside', keys: ['ArrowLeft', 'ArrowRight'] },
  leave: { label: 'keys.leave', keys: ['Escape'] },
});

/** Anywhere beside a conversation that is open. */
export const FIND_KEYS = keyScope('keys.messages', {
  find: { label: 'keys.find', keys: ['Mod+F'] },
});

/** Among the names and the reactions of a message. */
export const INSIDE_KEYS = keyScope('keys.messages', {
  next: { label: 'keys.inside', keys: ['ArrowRight', 'ArrowDown'] },
  previous: { label: 'keys.inside', keys: ['ArrowLeft', 'ArrowUp'] },
});

/** While the usual reactions are shown: each by its place. */
export const QUICK_REACTION_KEYS = keyScope('keys.messages', {
  1: { label: 'keys.quickReaction', keys: ['1'] },
  2: { label: 'keys.quickReaction', keys: ['2'] },
  3: { label: 'keys.quickReaction', keys: ['3'] },
  4: { label: 'keys.quickReaction', keys: ['4'] },
  5: { label: 'keys.quickReaction', keys: ['5'] },
  6: { label: 'keys.quickReaction', keys: ['6'] },
});

/** Where a message is changed. Enter does what was chosen for it. */
export const EDITOR_KEYS = keyScope('keys.writing', {
  save: { label: 'keys.send', keys: ['Mod+Enter'] },
  enter: { label: 'keys.enter', keys: ['Enter'] },
  cancel: { label: 'keys.cancelEdit', keys: ['Escape'] },
});
