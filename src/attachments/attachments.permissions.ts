import { definePermission } from '../core/security/permissions.js';

export const AttachmentPermission = {
  Upload: definePermission({ name: 'attachment.upload', givenTo: 'everybody', description: 'Upload files.' }),
  Read: definePermission({
    name: 'attachment.read',
    givenTo: 'everybody',
    description: 'Open the files of messages that you can read, and the pictures of people and groups.',
  }),
};
