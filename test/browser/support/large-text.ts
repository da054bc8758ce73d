import type { Page } from '@playwright/test';

/** From the next page on text of usual size is twice as large, as by the setting of a browser: below all that the page says. */
export async function withLargeText(page: Page): Promise<void> {
  await page.addInitScript({
    content: `const large = new CSSStyleSheet();
      large.replaceSync(':root { font-size: 200% }');
      document.adoptedStyleSheets = [large];`,
  });
}
