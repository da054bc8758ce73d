import type { Plural } from './catalogue';
import { type Language, language, locale } from './language';

const SLOT = /\{\{ (\w+) \}\}/g;

const catalogues = new Map<Language, Map<string, string | Plural>>();

/** Has these texts at hand while that language is spoken. */
export function addTexts(code: Language, words: object): void {
  const catalogue = catalogues.get(code) ?? new Map<string, string | Plural>();
  for (const [key, entry] of Object.entries(words)) catalogue.set(key, entry);
  catalogues.set(code, catalogue);
}

/**
 * The text of a key in the language of the page: the plural that `count` chooses, with numbers as the language writes them and
 * everything else as it is. Undefined where no part of the catalogue that is loaded has it.
 */
export function textOf(key: string, inserted: Readonly<Record<string, unknown>> = {}): string | undefined {
  const entry = catalogues.get(language())?.get(key);
  if (entry === undefined) return undefined;
  const text = typeof entry === 'string' ? entry : pluralOf(entry, Number(inserted['count']));
  return text.replace(SLOT, (_slot, name: string) => written(inserted[name]));
}

function pluralOf(plural: Plural, count: number): string {
  return plural[new Intl.PluralRules(locale()).select(count)] ?? plural.other;
}

function written(inserted: unknown): string {
  return typeof inserted === 'number' ? new Intl.NumberFormat(locale()).format(inserted) : String(inserted ?? '');
}
