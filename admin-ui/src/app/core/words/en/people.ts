/** What people say of themselves. */
export const words = {
  'person.until': 'until {{ when }}',
  'person.availability': 'Availability',
  'person.title': 'Title',
  'person.username': 'Username',
  'person.pronouns': 'Pronouns',
  'person.edit': 'Edit profile',
  'person.noteToSelf': 'Note to self',
  'person.localTime': 'Local time',
  'person.about': 'About',
  'person.deactivated': 'Account deactivated',
  'person.write': 'Message',
} as const;
