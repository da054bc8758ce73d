import { definePermission } from '../core/security/permissions.js';

export const ReportPermission = {
  Manage: definePermission({
    name: 'report.manage',
    givenTo: 'superusers',
    description:
      'See messages that were reported, with five before and five after, and decide about them. Each look is on record.',
  }),
};
