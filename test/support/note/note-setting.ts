import { defineChoice } from '../../../src/core/organisation/define-setting.js';

/** Whether there are notes at all. */
export const NOTES = defineChoice({
  key: 'notes',
  name: 'NotesMode',
  words: ['on', 'off'],
  fallback: 'on',
  description: 'Whether people can put notes on messages.',
});
