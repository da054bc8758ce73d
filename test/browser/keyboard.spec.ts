import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { aPerson, signInAt, theOwner } from './support/company.js';

async function signIn(browser: Browser, username: string, address: string): Promise<Page> {
  const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  await signInAt(page, username, address);
  // Keys have somebody to hear them.
  await expect(page.getByRole('navigation').first()).toBeVisible();
  return page;
}

test('one field leads to chats, people and actions, by the keyboard alone', async ({ browser, playwright, baseURL }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const viola = await aPerson(request, ana, 'Viola');
  const waldo = await aPerson(request, ana, 'Waldo');
  const group = { kind: 'group', subject: 'Wandertag', memberIds: [viola.id, waldo.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Who comes?' });
  const page = await signIn(browser, viola.username, '/inbox');
  const field = page.getByRole('combobox', { name: 'People, chats and actions' });
  const active = page.getByRole('option', { selected: true });

  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await expect(page.getByRole('group', { name: 'Chats' }).getByRole('option')).toHaveText(/Wandertag/);
  await page.screenshot({ path: `${outputDir}/palette.png` });
  await page.keyboard.type('wa');
  await expect(page.getByRole('group', { name: 'People' }).getByRole('option', { name: /Waldo/ })).toBeVisible();
  await expect(active).toHaveText(/Wandertag/);
  await page.screenshot({ path: `${outputDir}/palette-found.png` });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /^Message Waldo/ })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('wandert');
  await expect(active).toHaveText(/Wandertag/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log', { name: /Wandertag/ })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('xyzzy');
  await expect(page.getByText('Nothing matches “xyzzy”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('settings');
  await expect(active).toHaveText(/Settings/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings$/);
});

test('every key is on one sheet, and letters alone can be switched off', async ({ browser, playwright, baseURL }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const xena = await aPerson(request, ana, 'Xena');
  const page = await signIn(browser, xena.username, '/settings');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });

  await page.keyboard.press('?');
  await expect(sheet.getByText('Mark everything read')).toBeHidden();
  await expect(sheet.locator('dl > div').filter({ hasText: 'New message' })).toContainText('C');
  await expect(sheet.locator('dl > div').filter({ hasText: 'Inbox' })).toContainText('GI');
  await page.screenshot({ path: `${outputDir}/keys.png` });
  await page.keyboard.press('Escape');
  await page.getByLabel('Shortcuts of a single key').uncheck();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).click();
  await page.keyboard.press('?');
  await page.keyboard.press('c');
  await page.keyboard.press('Control+k');

  await expect(page.getByRole('dialog')).toHaveAccessibleName('Go to or do something');
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByLabel('Shortcuts of a single key')).not.toBeChecked();
});

test('everything is read at once, and arrows with Alt lead from chat to chat', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const yara = await aPerson(request, ana, 'Yara');
  const zack = await aPerson(request, ana, 'Zack');
  for (const subject of ['First of three', 'Second of three', 'Third of three']) {
    const group = { kind: 'group', subject, memberIds: [yara.id, zack.id] };
    const { id } = await ana.post<{ id: string }>('/conversations', group);
    await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: `In ${subject}` });
  }
  const page = await signIn(browser, yara.username, '/chats');
  const title = (name: string) => page.getByRole('log', { name: new RegExp(name) });

  await page.keyboard.press('Alt+ArrowDown');
  await expect(title('Third of three')).toBeVisible();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(title('Second of three')).toBeVisible();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(title('Third of three')).toBeVisible();
  await page.getByRole('tab', { name: /Unread/ }).click();
  await page.getByRole('button', { name: 'Mark everything read' }).click();

  await expect(page.getByText('Everything is read')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Unread', exact: true })).toBeVisible();
});
