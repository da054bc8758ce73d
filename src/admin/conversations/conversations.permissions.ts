import { definePermission } from '../../core/security/permissions.js';

export const OversightPermission = {
  Manage: definePermission({
    name: 'conversation.manage',
    givenTo: 'superusers',
    description:
      'See which groups there are, without what is said in them; give one an owner that has none; delete one.',
  }),
};
