import { expect, type Page, test } from '@playwright/test';
import { aPerson, pageOf, signInAt, theOwner } from './support/company.js';
import { Line } from './support/line.js';

const html = (page: Page) => page.locator('html');

test('what somebody chooses on one device holds on the other at once, also what they chose offline, and for nobody else', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const [xenia, yorick] = [await aPerson(request, ana, 'Xenia'), await aPerson(request, ana, 'Yorick')];
  await xenia.post('/conversations', { kind: 'direct', userId: yorick.id });
  const laptop = await pageOf(browser, 'xenia', '/settings');
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  const line = await Line.of(phone);
  await signInAt(phone, 'xenia', '/login?next=/settings');
  const theirs = await pageOf(browser, 'yorick', '/settings');
  const chats = (page: Page) => page.getByLabel('In chats');
  const letters = (page: Page) => page.getByRole('checkbox', { name: /single key/ });
  await expect(laptop.getByText('Holds on all your devices.')).toHaveCount(3);

  await laptop.getByRole('radio', { name: 'Dark' }).check();
  await expect(html(phone)).toHaveAttribute('data-theme', 'dark');
  await expect(phone.getByRole('radio', { name: 'Dark' })).toBeChecked();

  // Each chooses something else while they do not hear of each other.
  await line.cut();
  await chats(phone).selectOption('30 seconds');
  await letters(laptop).uncheck();
  await expect(chats(laptop)).toHaveValue('Off');
  await phone.screenshot({ path: `${outputDir}/phone-dark.png` });
  await line.mend();
  for (const page of [laptop, phone]) {
    await expect(chats(page)).toHaveValue('30 seconds');
    await expect(letters(page)).not.toBeChecked();
  }

  // The words too; and all of it on a third device, from the first page on.
  await phone.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await expect(laptop.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible();
  await laptop.screenshot({ path: `${outputDir}/laptop-german.png` });
  const tablet = await pageOf(browser, 'xenia', '/settings');
  await expect(tablet.getByRole('radio', { name: 'Dunkel' })).toBeChecked();
  await tablet.reload();
  await expect(html(tablet)).toHaveAttribute('lang', 'de');
  await expect(html(tablet)).toHaveAttribute('data-theme', 'dark');
  await tablet.evaluate("document.documentElement.dir = 'rtl'");
  await tablet.getByRole('combobox', { name: 'Sprache' }).scrollIntoViewIfNeeded();
  await tablet.screenshot({ path: `${outputDir}/tablet-rtl.png` });

  // Nobody else has any of it, on their own device or on hers.
  await expect(html(theirs)).not.toHaveAttribute('data-theme', /./);
  await expect(letters(theirs)).toBeChecked();
  await tablet.evaluate("document.documentElement.dir = 'ltr'");
  await tablet.getByRole('button', { name: 'Mein Konto' }).click();
  await tablet.getByRole('menuitem', { name: 'Abmelden' }).click();
  await expect(tablet.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
  await signInAt(tablet, 'yorick', '/login');
  await expect(html(tablet)).toHaveAttribute('lang', 'en');
  await expect(html(tablet)).not.toHaveAttribute('data-theme', /./);
});
