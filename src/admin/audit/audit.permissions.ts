import { definePermission } from '../../core/security/permissions.js';

export const AuditPermission = {
  Read: definePermission({
    name: 'audit.read',
    givenTo: 'superusers',
    alsoGivenTo: ['auditor'],
    description: 'Read the audit log, and check that nobody changed it.',
  }),
  Export: definePermission({
    name: 'audit.export',
    givenTo: 'superusers',
    alsoGivenTo: ['auditor'],
    description: 'Download the audit log; every download is on record.',
  }),
};
