import { definePermission } from '../../../src/core/security/permissions.js';

export const NotePermission = {
  Remind: definePermission({ name: 'note.remind', givenTo: 'staff', description: 'Remind everybody of a note.' }),
};
