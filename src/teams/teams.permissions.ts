import { definePermission } from '../core/security/permissions.js';

export const TeamPermission = {
  Read: definePermission({
    name: 'team.read',
    givenTo: 'everybody',
    description: 'See the teams of the organisation and who is in them.',
  }),
  Manage: definePermission({
    name: 'team.manage',
    givenTo: 'staff',
    description: 'Make teams, change them and who is in them, and delete them.',
  }),
};
