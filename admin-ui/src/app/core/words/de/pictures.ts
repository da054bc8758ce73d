import type { Translated } from '../catalogue';
import type { words as english } from '../en/pictures';

/** Bilder von Personen und Gruppen. */
export const words = {
  'problem.type_refused': 'Wähle ein Bild: JPEG, PNG, WebP, GIF oder AVIF.',
  'problem.picture_not_found': 'Dieses Bild gibt es nicht mehr.',
} satisfies Translated<typeof english>;
