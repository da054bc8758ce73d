import { keyScope } from '../core/key-scope';

/** Where a new message is written. */
export const COMPOSE_KEYS = keyScope('keys.writing', {
  send: { label: 'keys.send', keys: ['Mod+Enter'] },
  later: { label: 'keys.sendLater', keys: ['Mod+Shift+Enter'] },
  files: { label: 'keys.files', keys: ['Mod+U'] },
});
