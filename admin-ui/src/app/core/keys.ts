const LETTER = /^\p{L}$/u;
const LATIN = /^[a-z0-9?./,]$/i;

/** Where the signs of commands are, on layouts that have other letters there. */
const PLACES: Readonly<Record<string, string>> = { Period: '.', Comma: ',', Slash: '/' };

/**
 * The character that a key command is about, in lower case: what the key types, or, where the layout has no Latin letters,
 * what it would type in the place where it is.
 */
export function commandKey({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  if (LATIN.test(key)) return key.toLowerCase();
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  if (place) return place.toLowerCase();
  return (LETTER.test(key) && PLACES[code]) || key;
}
