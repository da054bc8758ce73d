import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const APP = 'admin-ui/src/app';
const ENGLISH = `${APP}/core/words/en`;
const ROUTES = `${APP}/admin/admin.routes.ts`;
/** There before the first page, and with the frame of the console; the last is shown once it has come. */
const ALWAYS = ['base', 'admin', 'strength'];

const read = (file: string): string => readFileSync(file, 'utf8');

/** In which part each text is. */
const partOf = new Map(
  readdirSync(ENGLISH)
    .filter((file) => file !== 'parts.ts')
    .flatMap((file) =>
      [...read(join(ENGLISH, file)).matchAll(/^ {2}'([^']+)':/gm)].map(([, key = '']) => [key, file.slice(0, -3)]),
    ) as [string, string][],
);

/** The files that one imports, at once and later. */
function importsOf(file: string, text: string): { readonly atOnce: string[]; readonly later: string[] } {
  const filesAt = (pattern: RegExp): string[] =>
    [...text.matchAll(pattern)]
      .map(([, path = '']) => `${join(dirname(file), path)}.ts`)
      .filter((imported) => existsSync(imported) && !/\/(api|core\/words)\//.test(imported));
  return {
    atOnce: filesAt(/^(?:import|export) (?!type)[^;]*?from '(\.[^']+)'/gms),
    later: filesAt(/import\('(\.[^']+)'\)/g),
  };
}

const namesIn = (text: string): string[] => [...text.matchAll(/\w+/g)].map(([name]) => name);

/**
 * The parts that a file and all that it imports show without having them: what a file loads is there for what it imports later, and
 * for itself where it is no component, whose template is drawn at once. Keys are written out wherever they are used.
 */
function missingFrom(file: string, there: readonly string[], seen = new Map<string, string[]>()): string[] {
  const key = [file, ...there].join();
  const known = seen.get(key);
  if (known) return known;
  seen.set(key, []);
  const code = read(file);
  const template = file.replace(/\.ts$/, '.html');
  const text = existsSync(template) ? code + read(template) : code;
  const loaded = [...code.matchAll(/\.load\(((?:'\w+',?\s*)+)\)/g)].flatMap(([, parts = '']) => namesIn(parts));
  const withLoaded = [...new Set([...there, ...loaded])].sort();
  const own = code.includes('@Component(') ? there : withLoaded;
  // What keys do is said on their sheet, which brings its words.
  const used = file.endsWith('-keys.ts') ? [] : [...text.matchAll(/['"`](\w+(?:\.\w+)+)['"`]/g)];
  const lacking = used.flatMap(([, name = '']) => partOf.get(name) ?? []).filter((part) => !own.includes(part));
  const { atOnce, later } = importsOf(file, code);
  const missing = [
    ...lacking.map((part) => `${part} in ${file.slice(APP.length + 1)}`),
    ...atOnce.flatMap((imported) => missingFrom(imported, there, seen)),
    ...later.flatMap((imported) => missingFrom(imported, withLoaded, seen)),
  ];
  seen.set(key, missing);
  return missing;
}

const pages = [...read(ROUTES).matchAll(/withWords\(\s*import\('(\.[^']+)'\)[^,]*,([^)]*)\)/g)].map(
  ([, path = '', parts = '']) => ({ path, parts: namesIn(parts) }),
);

describe('the pages of the console', () => {
  it('are known', () => {
    expect(pages.length).toBeGreaterThan(10);
  });

  it.each(pages)('$path has the words that it shows', ({ path, parts }) => {
    const missing = missingFrom(`${join(dirname(ROUTES), path)}.ts`, [...ALWAYS, ...parts].sort());

    expect([...new Set(missing)]).toEqual([]);
  });
});
