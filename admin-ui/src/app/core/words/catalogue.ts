import type { words as account } from './en/account';
import type { words as accounts } from './en/accounts';
import type { words as admin } from './en/admin';
import type { words as audit } from './en/audit';
import type { words as base } from './en/base';
import type { words as files } from './en/files';
import type { words as groups } from './en/groups';
import type { words as imports } from './en/imports';
import type { words as jobs } from './en/jobs';
import type { words as keys } from './en/keys';
import type { words as messenger } from './en/messenger';
import type { words as moderation } from './en/moderation';
import type { words as overview } from './en/overview';
import type { words as oversight } from './en/oversight';
import type { words as people } from './en/people';
import type { words as pictures } from './en/pictures';
import type { words as roles } from './en/roles';
import type { words as search } from './en/search';
import type { words as settings } from './en/settings';
import type { words as someone } from './en/someone';
import type { words as strength } from './en/strength';
import type { words as subjects } from './en/subjects';
import type { words as teams } from './en/teams';

/** One text for each way of counting that a language has, by the categories of `Intl.PluralRules`. */
export type Plural = { readonly [Category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string } & {
  readonly other: string;
};

type English = typeof account &
  typeof accounts &
  typeof admin &
  typeof audit &
  typeof base &
  typeof files &
  typeof groups &
  typeof imports &
  typeof jobs &
  typeof keys &
  typeof messenger &
  typeof moderation &
  typeof overview &
  typeof oversight &
  typeof people &
  typeof pictures &
  typeof roles &
  typeof search &
  typeof settings &
  typeof someone &
  typeof strength &
  typeof subjects &
  typeof teams;

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
