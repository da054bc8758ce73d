import { expect, test } from '@playwright/test';
import { aPerson, PASSWORD, pageOf, signInAt, theOwner } from './support/company.js';
import { excessLength } from './support/layout.js';
import { takePicture } from './support/picture.js';

test('owners find a setting, change it, see who changed what, and take it back', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  await ana.patch('/admin/settings', { editWindow: 'unlimited' });
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await signInAt(page, 'ana', '/admin/settings');
  const row = page.locator('[data-key=editWindow]');

  // Found by its words and by its key; what is not there is said.
  const search = page.getByRole('searchbox', { name: 'Search settings' });
  await search.fill('nothing like this');
  await expect(page.getByText('No settings match')).toBeVisible();
  await page.getByRole('button', { name: 'Clear search' }).click();
  await search.fill('edit own');
  await expect(row).toBeVisible();
  await expect(page.locator('[data-key=deleteWindow]')).toHaveCount(0);

  await row.getByRole('radio', { name: 'Within 1 hour' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('Set here');
  await expect(row).toContainText(/Changed .* by .*Ana Berg/);
  await page.screenshot({ path: `${outputDir}/found.png` });

  // The difference that each change made, and the way back.
  await row.getByRole('button', { name: /History:/ }).click();
  const history = page.getByRole('dialog');
  await expect(history.locator('li').first()).toContainText(/Before\s*At any time\s*After\s*Within 1 hour/);
  await page.screenshot({ path: `${outputDir}/history.png` });
  await history
    .getByRole('button', { name: /Restore/ })
    .first()
    .click();
  await expect(history.getByText('Previous value restored')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row.getByRole('radio', { name: 'At any time' })).toBeChecked();

  // What an operator decides is read; secrets say only whether they are set.
  await search.fill('JWT_SECRET');
  await expect(page.locator('[data-key=JWT_SECRET]')).toContainText(/Set \(hidden\)|Not set/);
  await search.fill('');
  await page.getByRole('button', { name: 'Test storage' }).click();
  await expect(page.getByText('Storage works')).toBeVisible();
  await page.screenshot({ path: `${outputDir}/server.png` });
});

test('what two owners change at once stands side by side', async ({ browser, playwright, baseURL }, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  await ana.patch('/admin/settings', { organisationName: 'Northwind' });
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, 'ana', '/admin/settings');
  await page.getByRole('textbox', { name: 'Organisation name' }).fill('Northwind Harbour');

  await ana.patch('/admin/settings', { organisationName: 'Northwind Docks' });
  await page.getByRole('button', { name: 'Save' }).click();

  const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else changed' });
  await expect(conflict).toContainText('Northwind Docks');
  await expect(conflict).toContainText('Northwind Harbour');
  await page.screenshot({ path: `${outputDir}/conflict.png` });
  await conflict.getByRole('button', { name: /Keep your value/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Settings saved')).toBeVisible();
  await expect(page).toHaveTitle(/Northwind Harbour$/);
  await ana.patch('/admin/settings', { organisationName: null });
});

test('an announcement reaches somebody else within seconds, and stays closed once they close it', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const rosa = await aPerson(request, ana, 'Rosamund');
  await rosa.post('/conversations', { kind: 'direct', userId: ana.id });
  const hers = await pageOf(browser, 'rosamund', '/chats', { viewport: { width: 390, height: 844 } });
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, 'ana', '/admin/settings');

  await page.getByLabel('Text', { exact: true }).fill('The server restarts at 22:00.');
  await page.getByRole('radio', { name: 'Warning' }).check();
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(hers.getByText('The server restarts at 22:00.')).toBeVisible();
  await hers.screenshot({ path: `${outputDir}/announcement.png` });
  await hers.getByRole('button', { name: 'Close announcement' }).click();
  await expect(hers.getByText('The server restarts at 22:00.')).toHaveCount(0);
  await hers.reload();
  await expect(hers.getByRole('option').first()).toBeVisible();
  await expect(hers.getByText('The server restarts at 22:00.')).toHaveCount(0);
  await ana.patch('/admin/settings', { announcement: { text: 'The server is back.', level: 'info' } });
  await expect(hers.getByText('The server is back.')).toBeVisible();
  await ana.patch('/admin/settings', { announcement: null });
  await expect(hers.getByText('The server is back.')).toHaveCount(0);
});

test('the colour of the organisation is that of the page of sign-in; one nobody can read is refused', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, 'ana', '/admin/settings');
  const colour = page.getByLabel('Colour', { exact: true });

  await colour.fill('#ffd400');
  await expect(page.getByText("White text can't be read on this colour.")).toBeVisible();
  await page.screenshot({ path: `${outputDir}/refused.png` });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(colour).toBeFocused();
  await page.getByRole('button', { name: /^Use #/ }).click();
  await expect(colour).not.toHaveValue('#ffd400');
  const readable = await colour.inputValue();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Settings saved')).toBeVisible();

  const entry = await (await browser.newContext()).newPage();
  await entry.goto('/login');
  const button = entry.getByRole('button', { name: 'Sign in', exact: true });
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(readable.slice(at, at + 2), 16));
  await expect(button).toHaveCSS('background-color', `rgb(${red}, ${green}, ${blue})`);
  await entry.screenshot({ path: `${outputDir}/login.png` });
  await ana.patch('/admin/settings', { accentColour: null });
});

test('the settings are whole on a phone, in German, in the dark', async ({ browser, playwright, baseURL }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  await theOwner(request);
  const look = { locale: 'de-DE', colorScheme: 'dark', hasTouch: true, isMobile: true } as const;
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, ...look })).newPage();
  await page.goto('/login');
  await page.locator('input[autocomplete=username]').fill('ana');
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.goto('/admin/settings');

  await expect(page.getByRole('heading', { name: 'Organisation und Anmeldeseite' })).toBeVisible();
  await page.screenshot({ path: `${outputDir}/german.png` });
  const width = await page.evaluate('document.scrollingElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(390);
  await takePicture(page, 'settings-phone');

  // Which page of the console is open is seen above it, and nothing lies below it.
  const nav = page.getByRole('navigation', { name: 'Verwaltung' });
  await expect(nav.getByRole('link', { name: 'Einstellungen' })).toBeInViewport({ ratio: 1 });
  expect(await excessLength(page)).toBe(0);
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Darstellung' })).toBeVisible();
  expect(await excessLength(page)).toBe(0);
});

test('what is wrong is seen with its reason when somebody saves far away from it', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  await theOwner(request);
  const page = await (await browser.newContext({ viewport: { width: 1024, height: 600 } })).newPage();
  await signInAt(page, 'ana', '/admin/settings');
  const days = page.locator('[data-key=secondFactorGraceDays]');

  await days.getByRole('textbox').fill('-3');
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(days.getByRole('textbox')).toBeFocused();
  await expect(days.getByText(/Enter a whole number/)).toBeInViewport({ ratio: 1 });
});
