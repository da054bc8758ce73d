import { definePermission } from '../../core/security/permissions.js';

export const StatisticsPermission = {
  Read: definePermission({
    name: 'statistics.read',
    givenTo: 'staff',
    alsoGivenTo: ['auditor'],
    description: 'See how much is going on: numbers of people, messages and sign-ins, and no content.',
  }),
};

export const HealthPermission = {
  Read: definePermission({
    name: 'health.read',
    givenTo: 'staff',
    alsoGivenTo: ['auditor'],
    description: 'See how the parts of the server are.',
  }),
  Manage: definePermission({
    name: 'health.manage',
    givenTo: 'superusers',
    description: 'Try jobs of the server again that failed, and download the support bundle.',
  }),
};
