import type { Translated } from '../catalogue';
import type { words as english } from '../en/groups';

/** Gruppen beitreten, und was darüber entschieden wird. */
export const words = {
  'groups.find': 'Gruppen finden',
  'groups.search': 'Gruppen suchen',
  'groups.none': 'Noch keine offenen Gruppen',
  'groups.noneText':
    'Inhaber:innen und Admins entscheiden, ob ihre Gruppe hier steht: „Gruppe bearbeiten“ in den Details.',
  'groups.noMatch': 'Keine Gruppe passt zu „{{ term }}“.',
  'groups.notLoaded': 'Die Gruppen konnten nicht geladen werden',
  'groups.members': { one: '{{ count }} Mitglied', other: '{{ count }} Mitglieder' },
  'groups.join': 'Beitreten',
  'groups.joinNamed': '{{ group }} beitreten',
  'groups.openNamed': '{{ group }} öffnen',
  'groups.joining': 'Wird beigetreten …',
  'groups.offlineText': 'Die Gruppen werden geladen, sobald du wieder online bist.',

  'join.isMember': 'Du bist schon in dieser Gruppe.',
  'join.broken': 'Dieser Link funktioniert nicht',
  'join.failed': 'Der Link konnte nicht geöffnet werden',
  'join.otherGroups': 'Alle Gruppen zeigen',

  'groupLink.title': 'Einladungslink',
  'groupLink.hint': 'Wer hier ein Konto und diesen Link hat, kann beitreten.',
  'groupLink.make': 'Link erstellen',
  'groupLink.link': 'Link',
  'groupLink.renew': 'Erneuern',
  'groupLink.renewAsk': 'Link erneuern?',
  'groupLink.renewText': 'Der bisher geteilte Link funktioniert dann nicht mehr. Die Mitglieder bleiben.',
  'groupLink.renewYes': 'Link erneuern',
  'groupLink.stop': 'Beenden',
  'groupLink.stopAsk': 'Link beenden?',
  'groupLink.stopText': 'Niemand kann mehr über ihn beitreten. Die Mitglieder bleiben.',
  'groupLink.stopYes': 'Link beenden',
  'groupLink.stopped': 'Über den Link kommt niemand mehr herein',
  'groupLink.closed':
    '{{ name }} hat diesen Link erstellt und darf niemanden mehr hinzufügen. Deshalb lässt er niemanden herein.',

  'details.listed': 'Alle können die Gruppe finden und beitreten',
  'details.listedHint': 'Sie steht unter „Gruppen finden“, für alle, die hier ein Konto haben.',

  'rights.open': 'Wer darf was',
  'rights.what': 'Aktion',
  'rights.yes': 'Ja',
  'rights.no': 'Nein',
  'rights.write': 'Nachrichten schreiben',
  'rights.react': 'Reagieren, antworten, verlassen',
  'rights.people': 'Personen hinzufügen, Mitglieder entfernen',
  'rights.group': 'Name, Beschreibung und Regeln ändern',
  'rights.link': 'Einladungslink erstellen und beenden',
  'rights.roles': 'Rollen ändern, Inhaber:innen und Admins entfernen',
  'rights.members': 'Mitglieder',
  'rights.admins': 'Admins',
  'rights.owners': 'Inhaber:innen',
  'rights.note': 'Nur Inhaber:innen machen andere dazu. Eine Gruppe behält immer eine Person mit dieser Rolle.',

  'system.iJoined': 'Du bist der Gruppe beigetreten',
  'system.joined': '{{ name }} ist der Gruppe beigetreten',
  'system.iListed': 'Du lässt alle die Gruppe finden und beitreten',
  'system.listed': '{{ name }} lässt alle die Gruppe finden und beitreten',
  'system.iUnlisted': 'Du lässt Personen nur noch auf Einladung beitreten',
  'system.unlisted': '{{ name }} lässt Personen nur noch auf Einladung beitreten',
} satisfies Translated<typeof english>;
