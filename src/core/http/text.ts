/** How long a text is as people count: code points, not UTF-16 units. PostgreSQL's char_length counts the same. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** False for NUL and for half a surrogate pair: neither can be stored. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** JSON pointers of every text in `value` (keys too) that cannot be stored. */
export function unstorableTexts(value: unknown, pointer = ''): string[] {
  if (typeof value === 'string') return isStorableText(value) ? [] : [pointer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    isStorableText(key) ? unstorableTexts(inner, `${pointer}/${escapePointer(clip(key))}`) : [pointer || '/'],
  );
}

const CLIPPED_LENGTH = 64;

/** A name that somebody else chose, short enough to be repeated to them. */
export function clip(name: string): string {
  return name.length > CLIPPED_LENGTH ? `${name.slice(0, CLIPPED_LENGTH).toWellFormed()}…` : name;
}

/** One segment of a JSON pointer (RFC 6901). */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Message text as it is kept: blank lines before and white space after it are dropped. */
export function trimBody(text: string): string {
  return text.trimEnd().replace(/^(?:[^\S\n]*\n)+/, '');
}

/**
 * What leaves no mark though Unicode calls it a letter, a mark or a sign: the joiners and fillers of Tifinagh, Brahmi,
 * Khitan and Duployan, blank Braille and hieroglyphs, the null notehead, and what stands in for an embedded object.
 */
const BLANK = String.raw`\u2800\u2d7f\ufffc\u{1107f}\u{13441}\u{13442}\u{16fe4}\u{1bc9d}\u{1d159}`;
/** Signs that are written around numbers, though Unicode counts them among the format controls. */
const NUMBER_SIGN = String.raw`\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}`;
const SOMETHING_TO_SEE = new RegExp(
  String.raw`[^\s\p{C}\p{Default_Ignorable_Code_Point}${BLANK}]|[${NUMBER_SIGN}]`,
  'u',
);

/** True when something is left to see: more than spaces, blanks, zero-width characters and controls. */
export function hasVisibleText(text: string): boolean {
  return SOMETHING_TO_SEE.test(text);
}

/** Joiners, tags and variation selectors are not among them: scripts and emoji need those. */
const INVISIBLE_CONTROL =
  /[\p{Bidi_Control}\u00ad\u180e\u200b\u2060-\u206f\ufeff\ufff0-\ufffc\u115f\u1160\u3164\uffa0\u{1d159}\u{1d173}-\u{1d17a}]/gu;

/** The text without the controls that turn the direction of what stands behind them, and what takes no room at all. */
export function withoutInvisibleControls(text: string): string {
  return text.replace(INVISIBLE_CONTROL, '');
}

/** False for a text that breaks lines, or holds other control characters such as a tab. */
export function isOneLine(text: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}

/** The longest texts that are compared have some 250 characters, each typed as four at most. */
const MAX_NORMALISED = 1_024;

/**
 * One spelling for texts that look the same, so that they compare equal on every system (NFC). A longer one than any that
 * is compared stays as it is: sorting its accents takes time by the square of their number, seconds for 100,000.
 */
export function normalised(text: string): string {
  return text.length > MAX_NORMALISED ? text : text.normalize('NFC');
}
