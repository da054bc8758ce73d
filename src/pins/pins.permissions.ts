import { definePermission } from '../core/security/permissions.js';

export const PinPermission = {
  Pin: definePermission({
    name: 'message.pin',
    givenTo: 'everybody',
    description: 'Pin messages in your direct conversations, and in groups that you own or administer.',
  }),
};
