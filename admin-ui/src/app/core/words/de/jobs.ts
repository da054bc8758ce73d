import type { Translated } from '../catalogue';
import type { words as english } from '../en/jobs';

/** Was mit vielen Personen auf einmal getan wird, und wie weit es ist. */
export const words = {
  'jobs.none': 'Noch keine Vorgänge',
  'jobs.noneText':
    'Wähle unter Personen jemanden aus und dann, was geschehen soll. Was du beginnst, steht hier 30 Tage lang.',
  'jobs.notLoaded': 'Vorgänge konnten nicht geladen werden',
  'jobs.what': 'Vorgang',
  'jobs.by': 'Begonnen von',
  'jobs.state': 'Stand',
  'jobs.when': 'Begonnen',

  'jobs.activate': { one: '{{ count }} Person reaktivieren', other: '{{ count }} Personen reaktivieren' },
  'jobs.deactivate': { one: '{{ count }} Person deaktivieren', other: '{{ count }} Personen deaktivieren' },
  'jobs.anonymise': { one: '{{ count }} Person anonymisieren', other: '{{ count }} Personen anonymisieren' },
  'jobs.endSessions': { one: '{{ count }} Person abmelden', other: '{{ count }} Personen abmelden' },
  'jobs.addRole': { one: '{{ count }} Person eine Rolle geben', other: '{{ count }} Personen eine Rolle geben' },
  'jobs.removeRole': {
    one: '{{ count }} Person eine Rolle entziehen',
    other: '{{ count }} Personen eine Rolle entziehen',
  },
  'jobs.import': { one: '{{ count }} Person importieren', other: '{{ count }} Personen importieren' },

  'jobs.waiting': 'Wartet',
  'jobs.running': 'Läuft',
  'jobs.done': 'Fertig',
  'jobs.failed': 'Angehalten',
  'jobs.cancelled': 'Abgebrochen',
  'jobs.progress': '{{ done }} von {{ total }} erledigt',
  'jobs.someFailed': { one: 'für {{ count }} nicht erledigt', other: 'für {{ count }} nicht erledigt' },

  'jobs.changed': { one: 'Für {{ count }} Person erledigt', other: 'Für {{ count }} Personen erledigt' },
  'jobs.unchanged': { one: '{{ count }} blieb ohne Änderung', other: '{{ count }} blieben ohne Änderung' },
  'jobs.refused': {
    one: 'Für {{ count }} Person nicht erledigt:',
    other: 'Für {{ count }} Personen nicht erledigt:',
  },
  'jobs.more': { one: 'und {{ count }} weitere', other: 'und {{ count }} weitere' },
  'jobs.line': 'Zeile {{ line }}',
  'jobs.left': { one: '{{ count }} kam nicht mehr an die Reihe', other: '{{ count }} kamen nicht mehr an die Reihe' },
  'jobs.ended': 'Der Vorgang wurde angehalten. {{ problem }}',
  'jobs.mayLeave': 'Du kannst das schließen. Es läuft weiter, und du findest es unter Vorgänge.',
  'jobs.lost': 'Konnte nicht aktualisiert werden. {{ problem }}',
  'jobs.cancel': 'Vorgang abbrechen',
  'jobs.retry': 'Fehlgeschlagene wiederholen',
  'jobs.undone': 'Rückgängig',
  'jobs.openImport': 'Import öffnen',
  'jobs.goesOn': 'Der Vorgang läuft weiter',
  'jobs.show': 'Anzeigen',

  'bulk.looking': 'Wird geprüft, wen das betrifft …',
  'bulk.changes': { one: '{{ count }} Person wird geändert', other: '{{ count }} Personen werden geändert' },
  'bulk.unchanged': { one: '{{ count }} bleibt ohne Änderung', other: '{{ count }} bleiben ohne Änderung' },
  'bulk.refused': {
    one: '{{ count }} Person wird ausgelassen:',
    other: '{{ count }} Personen werden ausgelassen:',
  },
  'bulk.typeCount': 'Gib zur Bestätigung {{ count }} ein',
  'bulk.nobody': 'Niemand würde geändert.',

  'rows.alreadyThere': 'Es gibt schon ein Konto, und dort steht etwas anderes',
  'rows.cellTooLong': 'Eine Zelle ist zu lang',
  'rows.duplicateInFile': 'Eine frühere Zeile handelt von derselben Person',
  'rows.invalidEmail': 'Das ist keine E-Mail-Adresse',
  'rows.invalidLength': 'Zu lang oder zu kurz',
  'rows.invalidText': 'Hat keinen sichtbaren Text',
  'rows.invalidUsername': 'Erlaubt sind 3 bis 32 Zeichen: a–z, 0–9, Punkt, Unterstrich und Bindestrich',
  'rows.notOneLine': 'Das darf nur eine Zeile sein',
  'rows.quoteNotClosed': 'Ein Anführungszeichen wird hier geöffnet und nicht geschlossen',
  'rows.required': 'Das fehlt',
  'rows.tooManyCells': 'Es gibt mehr Zellen als Spalten',
  'rows.unreadableCharacters': 'Einige Zeichen sind unlesbar. Speichere die Datei als UTF-8.',
  'rows.reason': '{{ field }}: {{ reason }}',
  'rows.title': 'Position',

  'problem.bulk_count_changed': 'Die Auswahl hat sich geändert. Prüfe sie noch einmal.',
  'problem.job_not_found': 'Diesen Vorgang gibt es nicht. Vorgänge werden nach 30 Tagen gelöscht.',
  'problem.job_over': 'Dieser Vorgang ist schon beendet.',
  'problem.nothing_to_retry': 'Es gibt nichts zu wiederholen.',
  'problem.too_many_jobs': 'Du hast zu viele Vorgänge auf einmal. Warte auf einen oder brich ihn ab.',
} satisfies Translated<typeof english>;
