import type { Translated } from '../catalogue';
import type { words as english } from '../en/files';

/** Dateien in Nachrichten. */
export const words = {
  'problem.file_too_large': 'Diese Datei ist zu groß.',
  'problem.quota_exceeded': 'Dein Speicher ist voll. Lösche Nachrichten mit Dateien, um Platz zu schaffen.',
  'problem.file_empty': 'Diese Datei ist leer.',
  'problem.picture_refused': 'Dieses Bild lässt sich nicht öffnen. Als ZIP-Datei kannst du es trotzdem senden.',
  'problem.attachment_not_found': 'Diese Datei gibt es nicht mehr.',
  'problem.attachment_in_use': 'Diese Datei wurde schon gesendet. Füge sie neu hinzu, um sie noch einmal zu senden.',
  'problem.storage_unavailable': 'Dateien sind gerade nicht verfügbar. Versuche es später noch einmal.',
} satisfies Translated<typeof english>;
