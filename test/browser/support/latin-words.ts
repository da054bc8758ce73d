import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const TEXTS = readFileSync(join(import.meta.dirname, 'texts-of-page.mjs'), 'utf8');

/** What is written in Latin letters in any language: names of programs, keys, formats, units, and people of these tests. */
const NAMES =
  /\S+@\S+|@\w+|https?:\S+|\b(?:Parley|Playwright|English|Deutsch|Ctrl|Alt|Shift|Enter|Esc|Delete|CSV|ID|UTC|Ana|Berg|Cleo|Dai|Okafor|Harbour|crew|Moin)\b/gi;

/** The texts with words in Latin letters that are seen or heard on a page, apart from names. */
export async function latinWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate<string[]>(TEXTS);
  return texts.filter((text) => /[A-Za-z]{2}/.test(text.replace(NAMES, '')));
}
