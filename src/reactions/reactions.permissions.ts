import { definePermission } from '../core/security/permissions.js';

export const ReactionPermission = {
  React: definePermission({
    name: 'message.react',
    givenTo: 'everybody',
    description: 'React to messages in your own conversations.',
  }),
};
