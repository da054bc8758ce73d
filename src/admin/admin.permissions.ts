import { definePermission } from '../core/security/permissions.js';

export const AdminPermission = {
  ManageSettings: definePermission({
    name: 'settings.manage',
    givenTo: 'superusers',
    description: 'Decide what the organisation decides for everybody.',
  }),
};
