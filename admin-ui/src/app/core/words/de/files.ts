import type { Translated } from '../catalogue';
import type { words as english } from '../en/files';

/** Dateien in Nachrichten. */
export const words = {
  'files.unnamed': 'Datei ohne Namen',
  'files.tray': 'Dateien zum Senden',
  'files.tooLarge': 'Diese Datei ist größer als {{ size }}.',
  'files.lost': 'Eine Datei dieser Nachricht ist nicht mehr auf diesem Gerät. Füge sie neu hinzu.',
  'files.waiting': 'Wartet',
  'files.progress': '{{ percent }}, {{ speed }}/s',
  'files.remove': '{{ name }} entfernen',
  'files.cancel': 'Hochladen von {{ name }} abbrechen',
  'files.retry': '{{ name }} noch einmal versuchen',
  'files.describe': '{{ name }} beschreiben',
  'files.altLabel': 'Beschreibung von {{ name }} für Menschen, die es nicht sehen',
  'files.altPlaceholder': 'Was ist auf diesem Bild?',
  'files.open': 'Bild öffnen: {{ name }}',
  'files.save': '{{ name }} speichern',
  'files.file': 'Datei',
  'files.close': 'Schließen',
  'files.zoom': 'Zoom',
  'files.previous': 'Voriges Bild',
  'files.next': 'Nächstes Bild',
  'files.original': 'Original speichern',
  'files.notLoaded': 'Dieses Bild lässt sich nicht laden.',
  'problem.file_too_large': 'Diese Datei ist zu groß.',
  'problem.quota_exceeded': 'Dein Speicher ist voll. Lösche Nachrichten mit Dateien, um Platz zu schaffen.',
  'problem.file_empty': 'Diese Datei ist leer.',
  'problem.picture_refused': 'Dieses Bild lässt sich nicht öffnen. Als ZIP-Datei kannst du es trotzdem senden.',
  'problem.attachment_not_found': 'Diese Datei gibt es nicht mehr.',
  'problem.attachment_in_use': 'Diese Datei wurde schon gesendet. Füge sie neu hinzu, um sie noch einmal zu senden.',
  'problem.storage_unavailable': 'Dateien sind gerade nicht verfügbar. Versuche es später noch einmal.',
} satisfies Translated<typeof english>;
