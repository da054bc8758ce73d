import { definePermission } from '../../core/security/permissions.js';

export const RolePermission = {
  Manage: definePermission({
    name: 'role.manage',
    givenTo: 'superusers',
    description: 'Make roles, change them, and grant them to people, as far as one holds them oneself.',
  }),
};
