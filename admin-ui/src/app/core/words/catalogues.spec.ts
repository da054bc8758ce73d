import type { Plural } from './catalogue';
import { CATALOGUES } from './catalogues';

type Texts = Readonly<Record<string, string | Plural>>;

const languages = await Promise.all(
  Object.entries(CATALOGUES).map(async ([code, parts]) => {
    const loaded = await Promise.all(Object.values(parts).map((load) => load()));
    return [code, loaded.map(({ words }) => words as Texts)] as const;
  }),
);
const english = languages.find(([code]) => code === 'en')?.[1] ?? [];

function slotsIn(entry: string | Plural | undefined): string[] {
  const texts = typeof entry === 'object' ? Object.values(entry) : [entry ?? ''];
  return [...new Set(texts.flatMap((text) => text.match(/\{\{.*?\}\}/g) ?? []))].sort();
}

describe('the catalogues', () => {
  it('have every key once', () => {
    const keys = english.flatMap((part) => Object.keys(part));

    expect(keys.length).toBeGreaterThan(1_000);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it.each(languages)('insert in %s what is inserted in English', (_code, parts) => {
    const first: Texts = Object.assign({}, ...english);
    const other: Texts = Object.assign({}, ...parts);

    const wrong = Object.keys(first).filter((key) => slotsIn(first[key]).join() !== slotsIn(other[key]).join());

    expect(wrong).toEqual([]);
  });

  it.each(languages)('have in %s a text for every plural of the language', (code, parts) => {
    const needed = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    const plurals = parts.flatMap((part) => Object.entries(part)).filter(([, entry]) => typeof entry === 'object');

    const missing = plurals.filter(([, entry]) => needed.some((category) => !(entry as Plural)[category]));

    expect(missing.map(([key]) => key)).toEqual([]);
  });
});
