import { definePermission } from '../core/security/permissions.js';

export const MessagePermission = {
  Read: definePermission({
    name: 'message.read',
    givenTo: 'everybody',
    description: 'Read messages in your own conversations.',
  }),
  Send: definePermission({
    name: 'message.send',
    givenTo: 'everybody',
    description: 'Write messages and drafts, change and delete your own.',
  }),
  Moderate: definePermission({
    name: 'message.moderate',
    givenTo: 'superusers',
    description: 'Delete messages of anybody for everyone, in your own conversations; it is on record.',
  }),
};
