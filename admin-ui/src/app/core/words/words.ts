import { translate } from '@jsverse/transloco';
import type { Key, Slots } from './catalogue';
import { language, locale } from './language';

type Inserted<Names extends string> = [Names] extends [never]
  ? []
  : [inserted: { readonly [Name in Names]: Name extends 'count' ? number : string | number }];

/**
 * The text of a key in the language of the page. Read in a computed value or a template, it is read again when the language
 * changes. A name that is inserted has to be `isolated()`, or stand in a `<bdi>` between the two parts of `around()`.
 */
export function t<K extends Key>(key: K, ...[inserted]: Inserted<Slots<K>>): string {
  language();
  return translate(key, inserted);
}

/** A text in two parts, for a template that puts an element between them. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/** Holds the place of the element; no text has it. */
const GAP = '\0';

/** What stands before and after a slot. */
export function around<K extends Key, Slot extends Slots<K>>(
  key: K,
  slot: Slot,
  ...[others]: Inserted<Exclude<Slots<K>, Slot>>
): Around {
  language();
  const [before = '', after = ''] = translate(key, { ...others, [slot]: GAP }).split(GAP);
  return { before, after };
}

/** Says that a key may be without a text. */
export const IF_KNOWN = 'ifKnown';

/** What is wrong, by a code of the server; undefined for codes that this version does not know. */
export function problemText(code: string): string | undefined {
  language();
  return translate<string | undefined>(`problem.${code}`, { [IF_KNOWN]: true });
}

/** "Ana, Ben and Cy". */
export function listed(items: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items);
}
