import type { Translated } from '../catalogue';
import type { words as english } from '../en/pictures';

/** Bilder von Personen und Gruppen. */
export const words = {
  'picture.add': 'Bild hinzufügen',
  'picture.change': 'Bild ändern',
  'picture.remove': 'Bild entfernen',
  'picture.removeAsk': 'Bild entfernen?',
  'picture.removeText': 'Stattdessen werden deine Initialen gezeigt.',
  'picture.removeGroupText':
    'Stattdessen werden Initialen gezeigt, und alle in der Gruppe sehen, dass du es entfernt hast.',
  'picture.hint':
    'Du kannst auch eines hierher ziehen oder einfügen. Gezeigt wird die Mitte, der Rand wird abgeschnitten.',
  'picture.preview': 'So wird es aussehen.',
  'picture.use': 'Dieses Bild verwenden',
  'picture.sending': 'Wird gesendet, {{ percent }}',
  'picture.changed': 'Bild geändert',
  'picture.removed': 'Bild entfernt',
  'picture.tooLarge': 'Dieses Bild ist größer als {{ size }}. Wähle ein kleineres.',
  'picture.refused': 'Dieses Bild lässt sich nicht öffnen. Wähle ein anderes.',
  'picture.offline': 'Du kannst das Bild ändern, sobald du wieder online bist.',

  'problem.type_refused': 'Wähle ein Bild: JPEG, PNG, WebP, GIF oder AVIF.',
  'problem.picture_not_found': 'Dieses Bild gibt es nicht mehr.',
} satisfies Translated<typeof english>;
