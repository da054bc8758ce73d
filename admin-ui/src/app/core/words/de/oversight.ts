import type { Translated } from '../catalogue';
import type { words as english } from '../en/oversight';

/** The page of the console about groups. */
export const words = {
  'oversight.what':
    'Wer jede Gruppe leitet und wie groß sie ist. Nachrichten sind hier nicht zu sehen, und direkte Chats stehen nicht dabei.',
  'oversight.search': 'Gruppen nach Name oder ID suchen',
  'oversight.searchHint': 'Name oder ID',
  'oversight.filters': 'Filter',
  'oversight.ownerless': 'Ohne Inhaber:in',
  'oversight.owners': 'Inhaber:innen',
  'oversight.moreOwners': { one: '{{ count }} weitere Person', other: '{{ count }} weitere' },
  'oversight.members': 'Mitglieder',
  'oversight.messages': 'Einträge',
  'oversight.created': 'Angelegt',
  'oversight.createdBy': 'Angelegt von',
  'oversight.activity': 'Zuletzt aktiv',
  'oversight.atLeast': '{{ number }}+',
  'oversight.range': '{{ from }}–{{ to }} von {{ total }}',
  'oversight.notLoaded': 'Die Gruppen konnten nicht geladen werden',
  'oversight.none': 'Noch keine Gruppen',
  'oversight.noneText': 'Gruppen, die jemand anlegt, erscheinen hier.',
  'oversight.noMatchText': 'Suche mit anderen Wörtern, oder zeige alle Gruppen.',
  'oversight.allOwned': 'Jede Gruppe hat jemanden, der sie leitet',
  'oversight.allOwnedText': 'Gruppen, deren Inhaber:innen sich nicht mehr anmelden können, erscheinen hier.',
  'oversight.showAll': 'Alle Gruppen anzeigen',

  'oversight.group': 'Gruppe',
  'oversight.groupNotLoaded': 'Die Gruppe konnte nicht geladen werden',
  'oversight.gone': 'Diese Gruppe gibt es nicht mehr',
  'oversight.goneText': 'Jemand hat sie gelöscht, oder der Link stimmt nicht.',
  'oversight.rules': 'Regeln',
  'oversight.listed': 'Alle können sie finden und beitreten',
  'oversight.notListed': 'Sie ist nicht aufgeführt',
  'oversight.hasLink': 'Es gibt einen Einladungslink',
  'oversight.allWrite': 'Alle Mitglieder schreiben',
  'oversight.adminsWrite': 'Nur Inhaber:innen und Admins schreiben',
  'oversight.historyFromJoin': 'Neue Mitglieder sehen nur, was nach ihnen kommt',
  'oversight.noContents': 'Was hier geschrieben wird, bleibt unter den Mitgliedern.',
  'oversight.people': 'Personen in dieser Gruppe',
  'oversight.peopleNotLoaded': 'Die Mitglieder konnten nicht geladen werden',
  'oversight.nobody': 'Es ist niemand mehr darin.',
  'oversight.cannotSignIn': '{{ role }}, kann sich nicht anmelden',

  'oversight.noOwner': 'Niemand kann diese Gruppe leiten',
  'oversight.noOwnerText':
    'Von den Inhaber:innen kann sich niemand anmelden. Wähle ein Mitglied, das sie übernimmt; alle in der Gruppe sehen das.',
  'oversight.noOwnerNobody':
    'Niemand darin kann sich anmelden. Wähle jemanden, der sie übernimmt; die Person tritt bei und liest, was die Gruppe neuen Mitgliedern zeigt.',
  'oversight.chooseOwner': 'Inhaber:in wählen',
  'oversight.ownerOf': 'Wer soll {{ group }} leiten?',
  'oversight.ownerText':
    'Die Person kann die Gruppe, ihre Mitglieder und Regeln ändern. Alle darin sehen, wer sie übernommen hat.',
  'oversight.ownerTextAnybody':
    'Niemand darin kann sich anmelden, deshalb kannst du jede Person wählen. Sie tritt bei, und im Verlauf steht es.',
  'oversight.findPerson': 'Jemanden finden',
  'oversight.findPersonHint': 'Name oder Benutzername',
  'oversight.newOwner': 'Wer sie übernimmt',
  'oversight.nobodyFound': 'Keine Treffer.',
  'oversight.chooseSomebody': 'Wähle, wer die Gruppe übernimmt.',
  'oversight.makeOwner': 'Übergeben',
  'oversight.takenOver': 'Die Gruppe gehört jetzt {{ name }}',

  'oversight.delete': 'Gruppe löschen',
  'oversight.deleteDots': 'Löschen …',
  'oversight.deleteHint': 'Für alle, und endgültig.',
  'oversight.deleteAsk': '{{ group }} löschen?',
  'oversight.deleteText': 'Sie ist sofort für alle weg. Das lässt sich nicht rückgängig machen.',
  'oversight.deleteMembers': {
    one: '{{ count }} Mitglied verliert den Zugriff, auch auf seinen Geräten.',
    other: '{{ count }} Mitglieder verlieren den Zugriff, auch auf ihren Geräten.',
  },
  'oversight.deleteMessages': {
    one: '{{ count }} Eintrag wird gelöscht, mit seinen Dateien.',
    other: '{{ count }} Einträge werden gelöscht, mit ihren Dateien.',
  },
  'oversight.deleteMine': 'Entwürfe, gemerkte und geplante Nachrichten dieser Gruppe gehen mit.',
  'oversight.deleteReports': 'Gemeldete Nachrichten bleiben bei der Moderation.',
  'oversight.typeName': 'Zur Bestätigung {{ group }} eingeben',
  'oversight.typeExactly': 'Gib den Namen genau so ein: {{ group }}',
  'oversight.deleted': '{{ group }} gelöscht',

  'problem.group_not_found': 'Jemand hat diese Gruppe inzwischen gelöscht.',
  'problem.group_has_owner': 'Inhaber:innen dieser Gruppe können sich anmelden. Bitte sie, die Gruppe zu übergeben.',
  'problem.name_not_confirmed': 'So heißt die Gruppe nicht oder nicht mehr.',
} satisfies Translated<typeof english>;
