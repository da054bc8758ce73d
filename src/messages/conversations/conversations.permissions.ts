import { definePermission } from '../../core/security/permissions.js';

export const ConversationPermission = {
  Read: definePermission({
    name: 'conversation.read',
    givenTo: 'everybody',
    description: 'See your own conversations and who is in them.',
  }),
  Write: definePermission({
    name: 'conversation.write',
    givenTo: 'everybody',
    description: 'Begin conversations, change them, add and remove people.',
  }),
};
