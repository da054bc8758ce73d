import type { Translated } from '../catalogue';
import type { words as english } from '../en/people';

/** Was Menschen über sich sagen. */
export const words = {
  'person.until': 'bis {{ when }}',
  'person.availability': 'Verfügbarkeit',
  'person.title': 'Position',
  'person.username': 'Benutzername',
  'person.pronouns': 'Pronomen',
  'person.edit': 'Profil bearbeiten',
  'person.noteToSelf': 'Notiz an mich',
  'person.localTime': 'Ortszeit',
  'person.about': 'Info',
  'person.deactivated': 'Konto deaktiviert',
  'person.write': 'Nachricht schreiben',

  'team.title': 'Team',
  'team.notLoaded': 'Das Team konnte nicht geladen werden',
  'team.people': { one: '{{ count }} Person', other: '{{ count }} Personen' },
  'team.mine': 'Du bist in diesem Team',
  'team.members': 'Personen in diesem Team',
  'team.nobody': 'In diesem Team ist niemand.',
  'team.more': 'Mehr zeigen',
} satisfies Translated<typeof english>;
