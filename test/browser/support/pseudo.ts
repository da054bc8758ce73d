import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { words as account } from '../../../admin-ui/src/app/core/words/en/account.js';
import { words as admin } from '../../../admin-ui/src/app/core/words/en/admin.js';
import { words as base } from '../../../admin-ui/src/app/core/words/en/base.js';
import { words as imports } from '../../../admin-ui/src/app/core/words/en/imports.js';
import { words as jobs } from '../../../admin-ui/src/app/core/words/en/jobs.js';
import { words as messenger } from '../../../admin-ui/src/app/core/words/en/messenger.js';
import { words as teams } from '../../../admin-ui/src/app/core/words/en/teams.js';

const ENGLISH = { ...account, ...admin, ...base, ...imports, ...jobs, ...messenger, ...teams };

type Entry = string | Readonly<Record<string, string>>;
type PlainKey = { [K in keyof typeof ENGLISH]: (typeof ENGLISH)[K] extends string ? K : never }[keyof typeof ENGLISH];

const INSPECTION = readFileSync(join(import.meta.dirname, 'inspect-words.mjs'), 'utf8');

const CATALOGUE = /^var (\w+)=(\{"[a-z]+\.[\w.]+":.*\});export\{\1 as words\};\s*$/s;
const ACCENTED: Readonly<Record<string, string>> = {
  ...{ a: 'á', c: 'ç', e: 'é', g: 'ĝ', i: 'í', n: 'ñ', o: 'ô', r: 'ŕ', s: 'š', t: 'ţ', u: 'ü', y: 'ý', z: 'ž' },
  ...{ A: 'Å', C: 'Ç', D: 'Đ', E: 'É', I: 'Î', N: 'Ñ', O: 'Ö', R: 'Ŕ', S: 'Ŝ', T: 'Ţ', U: 'Û', W: 'Ŵ', Y: 'Ý' },
};

/** A text as the pseudo language has it: marked at both ends, and longer by two fifths, as other languages are. */
export function pseudo(text: string): string {
  const accented = text
    .split(/(\{\{ \w+ \}\})/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter)))
    .join('');
  const padding = '·'.repeat(Math.ceil(text.replace(/\{\{ \w+ \}\}/g, '').length * 0.4));
  return `⟦${accented} ${padding.replace(/·{7}(?=·)/g, '$& ')}⟧`;
}

/** What stands on the page for a key that needs nothing. */
export function said(key: PlainKey): string {
  return pseudo(ENGLISH[key]);
}

/** Every catalogue that the pages of this context fetch is in the pseudo language. */
export async function speakPseudo(context: BrowserContext): Promise<void> {
  await context.route(/chunk-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const found = CATALOGUE.exec(text)?.[2];
    if (found === undefined) return route.fulfill({ response });
    const { default: words } = (await import(
      `data:text/javascript,${encodeURIComponent(`export default ${found}`)}`
    )) as { default: Readonly<Record<string, Entry>> };
    const changed = Object.fromEntries(Object.entries(words).map(([key, entry]) => [key, pseudoEntry(entry)]));
    await route.fulfill({ response, body: `export const words = ${JSON.stringify(changed)};` });
  });
}

function pseudoEntry(entry: Entry): Entry {
  if (typeof entry === 'string') return pseudo(entry);
  return Object.fromEntries(Object.entries(entry).map(([category, text]) => [category, pseudo(text)]));
}

/** What on the page is no words of a catalogue and nothing that people wrote, and what does not fit where it stands. */
export async function faults(page: Page): Promise<string[]> {
  const found = await page.evaluate<string[]>(INSPECTION);
  return found.map((fault) => `${new URL(page.url()).pathname} at ${page.viewportSize()?.width} px: ${fault}`);
}
