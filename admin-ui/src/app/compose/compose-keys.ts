import { keyScope } from '../core/key-scope';

/** Where a new message is written. */
export const COMPOSE_KEYS = keyScope('keys.writing', {
  send: { label: 'keys.send', keys: ['Mod+Enter'] },
  files: { label: 'keys.files', keys: ['Mod+U'] },
});
