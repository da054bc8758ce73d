import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** All of WCAG 2.2 A and AA, with the rules that the words of a control are part of its name, and that a page has one banner. */
const RULES = {
  runOnly: { type: 'tag' as const, values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'] },
  rules: {
    'label-content-name-mismatch': { enabled: true },
    'landmark-banner-is-top-level': { enabled: true },
    'landmark-no-duplicate-banner': { enabled: true },
  },
};

/** What colours decide; nothing else differs between the schemes. */
const COLOURS = { runOnly: { type: 'rule' as const, values: ['color-contrast', 'link-in-text-block'] } };

/** What moved has arrived, and is drawn; what moves for ever is not waited for. */
const SETTLED = `Promise.all(document.getAnimations()
  .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
  .map(({ finished }) => finished.catch(() => undefined)))
  .then(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))`;

/** What keeps somebody from using the page as it is now, however slight the impact; each with its place and why. */
export async function barriers(page: Page, options: typeof RULES | typeof COLOURS = RULES): Promise<string[]> {
  // A colour on its way to another is neither.
  await page.evaluate(SETTLED);
  // Otherwise every look would open a page beside this one, which takes the focus.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options(options).analyze();
  return violations.map(({ id, nodes: [first] }) => {
    const why = first?.any[0]?.message ?? first?.failureSummary ?? '';
    return `${new URL(page.url()).pathname} ${id}: ${first?.target.join(' ')} (${why})`;
  });
}

/** The same, light and dark. */
export async function barriersInBothSchemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [colorScheme, options] of [
    ['dark', COLOURS],
    ['light', RULES],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await barriers(page, options)));
  }
  return found;
}
