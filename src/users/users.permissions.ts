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
  Read: definePermission({
    name: 'user.read',
    givenTo: 'staff',
    alsoGivenTo: ['auditor', 'support'],
    description: 'See every account in the console.',
  }),
  Manage: definePermission({
    name: 'user.manage',
    givenTo: 'staff',
    description: 'Make, change and deactivate accounts.',
  }),
  Anonymise: definePermission({
    name: 'user.anonymise',
    givenTo: 'staff',
    description: 'Take the name and everything personal from an account, for good.',
  }),
  Export: definePermission({
    name: 'user.export',
    givenTo: 'superusers',
    description: 'Save the list of accounts, with their e-mail addresses, as a file.',
  }),
  Import: definePermission({
    name: 'user.import',
    givenTo: 'staff',
    description: 'Make and change many accounts from a file, as far as one may make and change each.',
  }),
  ResetFactor: definePermission({
    name: 'user.resetFactor',
    givenTo: 'superusers',
    description: 'Take the second factors from somebody who lost them.',
  }),
  ManageSessions: definePermission({
    name: 'session.manage',
    givenTo: 'staff',
    alsoGivenTo: ['support'],
    description: 'See where people sign in, sign them out, unlock them, hand over password links.',
  }),
};
