import type { Locator, Page } from '@playwright/test';

interface Edges {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Where the edges of something are in the window; its box has to be drawn. */
export async function edgesOf(what: Locator): Promise<Edges> {
  const box = await what.boundingBox();
  if (!box) throw new Error(`${String(what)} is not drawn.`);
  return { top: box.y, bottom: box.y + box.height, left: box.x, right: box.x + box.width };
}

/** By how much the page is wider than the window. */
export function excess(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** By how much it is longer: its parts scroll, the page itself never does. */
export function excessLength(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollHeight - document.documentElement.clientHeight');
}
