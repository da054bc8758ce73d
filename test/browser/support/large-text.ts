import type { Page } from '@playwright/test';

/** From the next page on text of usual size is so large, as by the setting of a browser: below all that the page says. */
export async function withLargeText(page: Page, percent = 200): Promise<void> {
  await page.addInitScript({
    content: `const large = new CSSStyleSheet();
      large.replaceSync(':root { font-size: ${percent}% }');
      document.adoptedStyleSheets = [large];`,
  });
}
