import type { Translated } from '../catalogue';
import type { words as english } from '../en/imports';

/** Der Import von Personen aus einer Datei. */
export const words = {
  'import.choose': 'Datei auswählen',
  'import.drop': 'oder hier ablegen',
  'import.dropNow': 'Zum Hochladen loslassen',
  'import.what':
    'Eine CSV-Datei mit einer Person je Zeile und einer ersten Zeile, die die Spalten benennt. Bis {{ size }} MB.',
  'import.nothingYet': 'Es wird nichts geändert, bevor du gesehen hast, was geschehen würde.',
  'import.uploading': 'Wird hochgeladen …',
  'import.notLoaded': 'Der Import konnte nicht geladen werden',
  'import.another': 'Weitere Datei importieren',

  'import.rows': { one: '{{ count }} Zeile', other: '{{ count }} Zeilen' },
  'import.columns': 'Was bedeuten die Spalten?',
  'import.none': 'Nicht in der Datei',
  'import.example': 'Zum Beispiel: {{ text }}',
  'import.mode': 'Was soll geschehen?',
  'import.both': 'Neue Personen erstellen und vorhandene Konten aktualisieren',
  'import.create': 'Nur neue Personen erstellen',
  'import.update': 'Nur vorhandene Konten aktualisieren',
  'import.invite': 'Für jede neue Person einen Link erstellen, mit dem sie ein Passwort wählt',
  'import.inviteHint':
    'Du lädst die Links nach dem Import herunter. Ohne Link kann sich niemand mit einem neuen Konto anmelden.',
  'import.check': 'Prüfen',
  'import.checking': 'Wird geprüft …',

  'import.counts': 'Was geschehen würde',
  'import.new': { one: 'neue Person', other: 'neue Personen' },
  'import.changed': { one: 'wird aktualisiert', other: 'werden aktualisiert' },
  'import.unchanged': { one: 'ohne Änderung', other: 'ohne Änderung' },
  'import.refused': { one: 'Zeile wird ausgelassen', other: 'Zeilen werden ausgelassen' },
  'import.errors': 'Zeilen, die ausgelassen werden',
  'import.back': 'Spalten ändern',
  'import.run': { one: '{{ count }} Person importieren', other: '{{ count }} Personen importieren' },
  'import.nothing': 'Es gibt nichts zu importieren.',

  'import.result': 'Import abgeschlossen',
  'import.stopped': 'Import angehalten',
  'import.made': { one: '{{ count }} Konto erstellt', other: '{{ count }} Konten erstellt' },
  'import.updated': { one: '{{ count }} Konto aktualisiert', other: '{{ count }} Konten aktualisiert' },
  'import.saveRejects': 'Ausgelassene Zeilen herunterladen',
  'import.saveLinks': 'Links herunterladen',
  'import.linksHint': 'Ein Link gilt einmal und 24 Stunden. Wer sie noch einmal herunterlädt, erhält neue.',
  'import.saved': 'Datei gespeichert',

  'problem.import_begun':
    'Dieser Import wurde schon begonnen. Lade die Datei noch einmal hoch, um sie erneut zu importieren.',
  'problem.import_not_checked': 'Prüfe zuerst, was geschehen würde.',
  'problem.import_not_found':
    'Diesen Import gibt es nicht. Dateien werden nach einer Woche gelöscht: Lade sie noch einmal hoch.',
  'problem.import_row_too_long':
    'Eine Zeile der Datei ist zu lang. Suche nach einem Anführungszeichen, das nicht geschlossen wird.',
  'problem.import_too_long': 'Die Datei hat zu viele Zeilen oder Spalten. Teile sie auf.',
  'problem.import_unreadable':
    'Das ist keine Tabelle aus Text, oder sie ist leer. Speichere sie als CSV und lade die hoch.',
  'problem.import_without_links': 'Dieser Import lief ohne Links. Erstelle sie einzeln, jeweils beim Konto.',
  'problem.import_without_people':
    'Die Datei enthält keine Personen. Trage sie unter der Kopfzeile ein und lade sie noch einmal hoch.',
} satisfies Translated<typeof english>;
