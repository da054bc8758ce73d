import type { parts } from './en/parts';

/** One text for each way of counting that a language has, by the categories of `Intl.PluralRules`. */
export type Plural = { readonly [Category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string } & {
  readonly other: string;
};

type English = Both<{ [P in keyof typeof parts]: Loaded<(typeof parts)[P]> }[keyof typeof parts]>;
type Loaded<Load> = Load extends () => Promise<{ readonly words: infer Words }> ? Words : never;
/** All members of a union at once, since a function that takes any of them takes what is each of them. */
type Both<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** What a language has: how each part is loaded. */
export type Parts = Readonly<Record<keyof typeof parts, () => Promise<{ readonly words: object }>>>;

/** The name of a text. English is the measure: what it does not have does not compile. */
export type Key = keyof English;

/** What has to be inserted into the text of a key, by name; `{{ count }}` also chooses the plural. */
export type Slots<K extends Key> = English[K] extends string
  ? SlotsOf<English[K]>
  : SlotsOf<English[K][keyof English[K]]> | 'count';

type SlotsOf<Text> = Text extends `${string}{{ ${infer Name} }}${infer Rest}` ? Name | SlotsOf<Rest> : never;

/** A key whose text needs nothing. */
export type PlainKey = { [K in Key]: [Slots<K>] extends [never] ? K : never }[Key];

/** The same keys in another language: a text for a text, a plural for a plural. */
export type Translated<Words> = { readonly [K in keyof Words]: Words[K] extends string ? string : Plural };
