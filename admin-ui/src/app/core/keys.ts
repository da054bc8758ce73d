const LATIN = /^[a-z0-9?./,]$/i;

/**
 * The character that a key command is about, in lower case: what the key types, or, where the layout has no Latin letters,
 * what it would type in the place where it is.
 */
export function commandKey({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  if (LATIN.test(key)) return key.toLowerCase();
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  return place ? place.toLowerCase() : key;
}
