import { definePermission } from '../../core/security/permissions.js';

export const InvitePermission = {
  Manage: definePermission({
    name: 'invite.manage',
    givenTo: 'staff',
    description: 'Invite people, see invitations and take them back.',
  }),
};
