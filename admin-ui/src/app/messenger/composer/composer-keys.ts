import { keyScope } from '../../core/key-scope';

/** Where a message of a conversation is written. Enter does what was chosen for it. */
export const COMPOSER_KEYS = keyScope('keys.writing', {
  send: { label: 'keys.send', keys: ['Mod+Enter'] },
  later: { label: 'keys.sendLater', keys: ['Mod+Shift+Enter'] },
  enter: { label: 'keys.enter', keys: ['Enter'] },
  newLine: { label: 'keys.newLine', keys: ['Shift+Enter'] },
  editLast: { label: 'keys.editLast', keys: ['ArrowUp'] },
  subject: { label: 'keys.subject', keys: ['Alt+S'] },
  files: { label: 'keys.files', keys: ['Mod+U'] },
  back: { label: 'keys.stepBack', keys: ['Escape'] },
});
