import { expect, request as requests, test } from '@playwright/test';
import sharp from 'sharp';
import { barriersInBothSchemes } from './support/barriers.js';
import { signInAt, theOwner } from './support/company.js';
import { excess } from './support/layout.js';
import { OwnServer } from './support/own-server.js';
import { takePicture } from './support/picture.js';

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="240">
  <rect width="240" height="240" rx="60" fill="#0b7285"/><circle cx="120" cy="120" r="58" fill="#ffd43b"/>
  <rect x="290" y="60" width="560" height="46" rx="23" fill="#0b7285"/><rect x="290" y="134" width="400" height="46" rx="23" fill="#74b8c4"/>
</svg>`;

test('an owner gives the organisation a logo, which stands where people sign in, and takes it away again', async ({
  browser,
  baseURL,
}, { outputDir }) => {
  const server = await OwnServer.start(Number(new URL(baseURL ?? '').port) + 47);
  try {
    await theOwner(await requests.newContext({ baseURL: server.url }));
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    await signInAt(page, 'ana', '/admin/settings');
    const row = page.locator('app-logo-field');
    const chooser = row.locator('input[type=file]');

    // What runs scripts is no picture here: said beside the field, and nothing changes.
    await chooser.setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(LOGO) });
    await expect(row.getByRole('alert')).toContainText("SVG isn't taken");
    await chooser.setInputFiles({
      name: 'logo.png',
      mimeType: 'image/png',
      buffer: await sharp(Buffer.from(LOGO)).png().toBuffer(),
    });
    await expect(row.getByText('Logo changed')).toBeVisible();
    await expect(row.getByRole('img', { name: 'The logo on a light page' })).toBeVisible();
    await row.scrollIntoViewIfNeeded();
    const found = await barriersInBothSchemes(page);
    await page.screenshot({ path: `${outputDir}/settings.png` });

    // Whoever is not signed in sees it, on a phone and in the dark too.
    for (const [name, options] of [
      ['wide', { viewport: { width: 1440, height: 900 } }],
      ['phone', { viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'de-DE' }],
    ] as const) {
      const stranger = await (await browser.newContext({ baseURL: server.url, ...options })).newPage();
      await stranger.goto('/login');
      const logo = stranger.locator('img.logo');
      await expect(logo).toBeVisible();
      await expect.poll(() => stranger.evaluate<number>("document.querySelector('img.logo').naturalWidth")).toBe(640);
      expect(await excess(stranger)).toBe(0);
      found.push(...(await barriersInBothSchemes(stranger)));
      await stranger.screenshot({ path: `${outputDir}/${name}.png` });
      // Where the picture is empty it is light, in the dark too: most logos could not be seen otherwise.
      await stranger.emulateMedia({ colorScheme: 'dark' });
      const corner = sharp(await logo.screenshot()).extract({ left: 0, top: 0, width: 1, height: 1 });
      expect(Math.min(...(await corner.removeAlpha().raw().toBuffer()))).toBeGreaterThan(200);
      if (name === 'wide') await takePicture(stranger, 'logo');
      await stranger.context().close();
    }

    await row.getByRole('button', { name: 'Remove logo' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove logo' }).click();
    await expect(row.getByText('Logo removed')).toBeVisible();
    await expect(row.getByRole('img')).toHaveCount(0);
    await page.context().clearCookies();
    await page.goto('/login');
    await expect(page.locator('img.logo')).toHaveCount(0);
    expect(found).toEqual([]);
  } finally {
    await server.stop();
  }
});
