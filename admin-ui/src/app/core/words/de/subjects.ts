import type { Translated } from '../catalogue';
import type { words as english } from '../en/subjects';

/** Was mit den Betreffen eines Chats getan wird. */
export const words = {
  'subject.options': 'Optionen für Betreff {{ subject }}',
  'subject.rename': 'Umbenennen',
  'subject.resolve': 'Als erledigt markieren',
  'subject.reopen': 'Wieder öffnen',
  'subject.resolved': 'Erledigt ({{ count }})',
  'subject.isResolved': 'Betreff erledigt',
  'subject.isReopened': 'Betreff wieder offen',
  'subject.onlyAdmins': 'Das können nur Inhaber:innen und Admins der Gruppe',
  'subject.renameTitle': 'Betreff umbenennen',
  'subject.title': 'Titel',
  'subject.renameHint': 'Alle seine Nachrichten zeigen den neuen Titel.',
  'subject.enterTitle': 'Gib einen Titel ein.',
  'subject.mergeAsk': '„{{ subject }}“ gibt es schon. Zusammenlegen?',
  'subject.mergeText': 'Alle Nachrichten von beiden bekommen diesen Betreff. Das lässt sich nicht rückgängig machen.',
  'subject.merge': 'Zusammenlegen',
  'subject.merged': 'Mit „{{ subject }}“ zusammengelegt',
  'subject.move': 'In Betreff verschieben …',
  'subject.moveTitle': 'In Betreff verschieben',
  'subject.moveSearch': 'Betreff suchen oder benennen',
  'subject.moveTo': 'Betreffe',
  'subject.new': 'Neuer Betreff „{{ subject }}“',
  'subject.none': 'Kein Betreff',
  'subject.noneYet': 'Noch keine anderen Betreffe. Gib einen Titel ein, um einen zu beginnen.',
  'subject.moved': 'Nach „{{ subject }}“ verschoben',
  'subject.taken': 'Betreff entfernt',
  'rights.subjects': 'Betreffe umbenennen und erledigen, Nachrichten verschieben',
  'problem.subject_not_found': 'Diesen Betreff gibt es nicht mehr.',
  'problem.too_many_merged':
    'Mit diesem Betreff sind schon 20 andere zusammengelegt. Verschiebe stattdessen die Nachrichten.',
} satisfies Translated<typeof english>;
