import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const TEXTS = readFileSync(join(import.meta.dirname, 'texts-of-page.mjs'), 'utf8');

/** What is written in Latin letters in any language: names of programs, keys, formats, units, what a search understands. */
const NAMES =
  /\S+@\S+|@\w+|https?:\S+|^[A-Z]\w+\/[\w/ +-]+$|\b[A-Z]+_[A-Z]+\b|\b(?:Parley|Playwright|Chrom\w+|Linux|English|Deutsch|Ctrl|Alt|Shift|Enter|Esc|Delete|CSV|ID|PIN|UTC|[kKMG]B|ms|today|last-week)\b/g;
/** People and chats of the tests. */
const DATA = /\b(?:Ana|Berg|AB|Cleo|CO|Dai|DO|Okafor|Harbour crew|HC|Moin)\b/gi;

/** The texts with words in Latin letters that are seen or heard on a page, apart from names. */
export async function latinWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate<string[]>(TEXTS);
  return texts.filter((text) => /[A-Za-z]{2}/.test(text.replace(NAMES, '').replace(DATA, '')));
}
