import type { Key, Slots } from './catalogue';
import { locale } from './language';
import { textOf } from './texts';

type Inserted<Names extends string> = [Names] extends [never]
  ? []
  : [inserted: { readonly [Name in Names]: Name extends 'count' ? number : string | number }];

/**
 * The text of a key in the language of the page. Read in a computed value or a template, it is read again when the language
 * changes. A name that is inserted has to be `isolated()`, or stand in a `<bdi>` between the two parts of `around()`.
 */
export function t<K extends Key>(key: K, ...[inserted]: Inserted<Slots<K>>): string {
  return textOf(key, inserted) ?? missing(key);
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
  const [before = '', after = ''] = (textOf(key, { ...others, [slot]: GAP }) ?? missing(key)).split(GAP);
  return { before, after };
}

/** What is wrong, by a code of the server; undefined for codes that this version does not know. */
export function problemText(code: string): string | undefined {
  return textOf(`problem.${code}`);
}

/** "Ana, Ben and Cy". */
export function listed(items: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items);
}

/** It belongs to a part of the catalogue that its page did not load: the console gets it. */
function missing(key: string): string {
  reportError(new Error(`Nothing that is loaded of the catalogue has the text "${key}".`));
  return key;
}
