import { join } from 'node:path';
import type { Page, PageScreenshotOptions } from '@playwright/test';
import sharp from 'sharp';

const FOLDER = join(import.meta.dirname, '../../../docs/pictures');

/** In pixels; what is wider is shown as wide as this. */
const WIDEST = 1_100;

/** Keeps what a page shows for docs/screens.md, where BROWSER_TEST_PICTURES asks for that; else nothing is written. */
export async function takePicture(page: Page, name: string, options: PageScreenshotOptions = {}): Promise<void> {
  if (process.env.BROWSER_TEST_PICTURES === undefined) return;
  await page.evaluate('document.fonts.ready');
  const shown = await page.screenshot({ animations: 'disabled', ...options });
  const picture = sharp(shown).resize({ width: WIDEST, withoutEnlargement: true }).webp({ quality: 80 });
  await picture.toFile(join(FOLDER, `${name}.webp`));
}
