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

  'team.title': 'Team',
  'team.notLoaded': "The team couldn't be loaded",
  'team.people': { one: '{{ count }} person', other: '{{ count }} people' },
  'team.mine': 'You are in this team',
  'team.members': 'People in this team',
  'team.nobody': 'Nobody is in this team.',
  'team.more': 'Show more',
} as const;
