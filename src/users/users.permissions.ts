import { definePermission } from '../core/security/permissions.js';

export const UserPermission = {
  Own: definePermission({
    name: 'account.own',
    givenTo: 'everybody',
    description: 'Change your own account and sessions.',
  }),
  ReadDirectory: definePermission({
    name: 'directory.read',
    givenTo: 'everybody',
    description: 'Find people and see their cards.',
  }),
  Read: definePermission({ name: 'user.read', givenTo: 'staff', description: 'See every account in the console.' }),
  Manage: definePermission({
    name: 'user.manage',
    givenTo: 'staff',
    description: 'Make, change and deactivate accounts, end their sessions, hand over password links.',
  }),
};
