import { describe, expect, it } from 'vitest';
import type { Plural } from './catalogue';
import { words as germanAccount } from './de/account';
import { words as germanAdmin } from './de/admin';
import { words as germanAudit } from './de/audit';
import { words as germanBase } from './de/base';
import { words as germanFiles } from './de/files';
import { words as germanGroups } from './de/groups';
import { words as germanImports } from './de/imports';
import { words as germanJobs } from './de/jobs';
import { words as germanKeys } from './de/keys';
import { words as germanMessenger } from './de/messenger';
import { words as germanModeration } from './de/moderation';
import { words as germanOversight } from './de/oversight';
import { words as germanPictures } from './de/pictures';
import { words as germanSearch } from './de/search';
import { words as germanSettings } from './de/settings';
import { words as germanSomeone } from './de/someone';
import { words as germanStrength } from './de/strength';
import { words as germanSubjects } from './de/subjects';
import { words as germanTeams } from './de/teams';
import { words as account } from './en/account';
import { words as admin } from './en/admin';
import { words as audit } from './en/audit';
import { words as base } from './en/base';
import { words as files } from './en/files';
import { words as groups } from './en/groups';
import { words as imports } from './en/imports';
import { words as jobs } from './en/jobs';
import { words as keys } from './en/keys';
import { words as messenger } from './en/messenger';
import { words as moderation } from './en/moderation';
import { words as oversight } from './en/oversight';
import { words as pictures } from './en/pictures';
import { words as search } from './en/search';
import { words as settings } from './en/settings';
import { words as someone } from './en/someone';
import { words as strength } from './en/strength';
import { words as subjects } from './en/subjects';
import { words as teams } from './en/teams';

type Texts = Readonly<Record<string, string | Plural>>;

const ENGLISH: readonly Texts[] = [
  account,
  admin,
  audit,
  base,
  files,
  groups,
  imports,
  jobs,
  keys,
  messenger,
  search,
  settings,
  moderation,
  oversight,
  someone,
  strength,
  pictures,
  subjects,
  teams,
];
const TRANSLATED: readonly (readonly [string, readonly Texts[]])[] = [
  [
    'de',
    [
      ...[germanAccount, germanAdmin, germanBase, germanFiles, germanGroups, germanImports, germanJobs],
      ...[germanKeys, germanMessenger, germanModeration, germanAudit, germanSomeone, germanPictures],
      ...[germanSearch, germanSettings, germanStrength, germanSubjects, germanOversight, germanTeams],
    ],
  ],
];

function slotsIn(entry: string | Plural | undefined): string[] {
  const texts = typeof entry === 'object' ? Object.values(entry) : [entry ?? ''];
  return [...new Set(texts.flatMap((text) => text.match(/\{\{.*?\}\}/g) ?? []))].sort();
}

describe('the catalogues', () => {
  it('have every key once', () => {
    const keys = ENGLISH.flatMap((part) => Object.keys(part));

    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it.each(TRANSLATED)('insert in %s what is inserted in English', (_code, parts) => {
    const english: Texts = Object.assign({}, ...ENGLISH);
    const other: Texts = Object.assign({}, ...parts);

    const wrong = Object.keys(english).filter((key) => slotsIn(english[key]).join() !== slotsIn(other[key]).join());

    expect(wrong).toEqual([]);
  });

  it.each([['en', ENGLISH] as const, ...TRANSLATED])(
    'have in %s a text for every plural of the language',
    (code, parts) => {
      const needed = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
      const plurals = parts.flatMap((part) => Object.entries(part)).filter(([, entry]) => typeof entry === 'object');

      const missing = plurals.filter(([, entry]) => needed.some((category) => !(entry as Plural)[category]));

      expect(missing.map(([key]) => key)).toEqual([]);
    },
  );
});
