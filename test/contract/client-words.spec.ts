import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const APP = 'admin-ui/src/app';
const ENGLISH = `${APP}/core/words/en`;
const ROUTES = `${APP}/admin/admin.routes.ts`;
/** There before the first page, and with the frame of the console. */
const ALWAYS = ['base', 'admin'];

const read = (file: string): string => readFileSync(file, 'utf8');

/** In which part each text is. */
const partOf = new Map(
  readdirSync(ENGLISH)
    .filter((file) => file !== 'parts.ts')
    .flatMap((file) =>
      [...read(join(ENGLISH, file)).matchAll(/^ {2}'([^']+)':/gm)].map(([, key = '']) => [key, file.slice(0, -3)]),
    ) as [string, string][],
);

/** All that a file of the client imports, at once or later. */
function reachedFrom(file: string, reached = new Set<string>()): Set<string> {
  if (reached.has(file) || /\/(api|core\/words)\//.test(file)) return reached;
  reached.add(file);
  for (const [, atOnce, later] of read(file).matchAll(
    /^(?:import|export) (?!type)[^;]*?from '(\.[^']+)'|import\('(\.[^']+)'\)/gms,
  )) {
    const imported = `${join(dirname(file), atOnce ?? later ?? '')}.ts`;
    if (existsSync(imported)) reachedFrom(imported, reached);
  }
  return reached;
}

/** Keys are written out wherever they are used: their types allow nothing else. */
function wordsIn(file: string): { readonly used: string[]; readonly loaded: string[] } {
  const template = file.replace(/\.ts$/, '.html');
  const text = read(file) + (existsSync(template) ? read(template) : '');
  // What keys do is said on their sheet, which brings its words.
  if (file.endsWith('-keys.ts')) return { used: [], loaded: [] };
  const keys = [...text.matchAll(/['"`](\w+(?:\.\w+)+)['"`]/g)].map(([, key = '']) => key);
  const calls = [...text.matchAll(/\.load\(((?:'\w+',?\s*)+)\)/g)].map(([, parts = '']) => parts);
  return {
    used: keys.flatMap((key) => partOf.get(key) ?? []),
    loaded: calls.flatMap((parts) => [...parts.matchAll(/\w+/g)].map(([part]) => part)),
  };
}

const pages = [...read(ROUTES).matchAll(/withWords\(\s*import\('(\.[^']+)'\)[^,]*,([^)]*)\)/g)].map(
  ([, path = '', parts = '']) => ({ path, parts: [...parts.matchAll(/\w+/g)].map(([part]) => part) }),
);

describe('the pages of the console', () => {
  it('are known', () => {
    expect(pages.length).toBeGreaterThan(10);
  });

  it.each(pages)('$path has the words that it shows', ({ path, parts }) => {
    const files = [...reachedFrom(`${join(dirname(ROUTES), path)}.ts`)].map(wordsIn);
    const there = new Set([...ALWAYS, ...parts, ...files.flatMap(({ loaded }) => loaded)]);

    const missing = new Set(files.flatMap(({ used }) => used).filter((part) => !there.has(part)));

    expect([...missing]).toEqual([]);
  });
});
