import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { aPerson, pageOf, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

interface Scheduled {
  readonly items: readonly {
    readonly body: string;
    readonly sendAt: string;
    readonly sendAtLocal: { readonly time: string; readonly zone: string } | null;
  }[];
}

const context = { timezoneId: 'Europe/Berlin' };

test('what is written in a chat is sent later, at a time that both clocks show, and undo gives it back', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  test.slow();
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const wendelin = await aPerson(request, ana, 'Wendelin');
  const kunigunde = await aPerson(request, ana, 'Kunigunde');
  await kunigunde.patch('/users/me', { timeZone: 'Asia/Tokyo' });
  const { id } = await wendelin.post<{ id: string }>('/conversations', { kind: 'direct', userId: kunigunde.id });
  const page = await pageOf(browser, 'wendelin', `/chats/${id}`, context);
  const composer = page.getByRole('textbox', { name: /^Message / });

  await composer.fill('Valve opens left');
  await composer.press('Control+Shift+Enter');
  const dialog = page.getByRole('dialog', { name: 'Send later' });
  await expect(dialog.getByRole('button', { name: /Tomorrow morning for .*Kunigunde/ })).toContainText('for');
  await page.screenshot({ path: `${outputDir}/light.png` });
  expect((await new AxeBuilder({ page }).include('app-choose-time').analyze()).violations).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await takePicture(page, 'send-later-dark');
  await page.screenshot({ path: `${outputDir}/dark.png`, animations: 'disabled' });
  await page.emulateMedia({ colorScheme: 'light' });
  await dialog.getByLabel('Another time').fill('2020-01-01T09:00');
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await expect(dialog).toContainText('Choose a time in the future.');
  await dialog.getByLabel('Another time').fill('2099-03-29T02:30');
  await expect(dialog).toContainText('The clocks go forward that night');
  await dialog.getByLabel('Another time').fill('2099-10-25T02:30');
  await expect(dialog).toContainText('this time comes twice');
  await dialog.getByRole('button', { name: /Tomorrow morning for .*Kunigunde/ }).click();

  await expect(page.getByText(/Message scheduled for/)).toBeVisible();
  await expect(composer).toHaveValue('');
  const line = page.getByRole('link', { name: /1 message is scheduled for/ });
  await expect(line).toBeVisible();
  await page.screenshot({ path: `${outputDir}/line.png` });
  const { items } = await wendelin.get<Scheduled>('/messages/scheduled');
  expect(items.map(({ body }) => body)).toEqual(['Valve opens left']);
  // Nine o'clock in Tokyo.
  expect(items[0]?.sendAt).toContain('T00:00:00');
  expect(items[0]?.sendAtLocal).toEqual({ time: expect.stringContaining('T09:00'), zone: 'Asia/Tokyo' });

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(composer).toHaveValue('Valve opens left');
  await expect(line).toHaveCount(0);

  // The same again is another message.
  await page.setViewportSize({ width: 390, height: 780 });
  await page.getByRole('button', { name: 'Close details' }).click();
  await page.screenshot({ path: `${outputDir}/phone-composer.png` });
  await page.getByRole('button', { name: 'Send later' }).click();
  await page.screenshot({ path: `${outputDir}/phone.png` });
  await dialog.getByRole('button', { name: /In an hour/ }).click();
  await expect(line).toBeVisible();
  await line.click();
  const item = page.getByRole('listitem').filter({ hasText: 'Valve opens left' });
  await expect(item).toBeVisible();
  // In an hour is the same for all clocks; another time is by those here.
  const kept = () => wendelin.get<Scheduled>('/messages/scheduled').then((page) => page.items[0]?.sendAtLocal);
  expect(await kept()).toBeNull();
  await item.getByRole('button', { name: /^Edit/ }).click();
  const editing = page.getByRole('dialog', { name: 'Edit scheduled message' });
  await editing.getByLabel('Send at').fill('2097-03-31T02:30');
  await editing.getByRole('button', { name: 'Save' }).click();
  await expect(item).toContainText('03:30');
  expect(await kept()).toEqual({ time: '2097-03-31T02:30', zone: 'Europe/Berlin' });
  // By clocks that show another time than those here, as on the device with which somebody travels.
  await wendelin.post(`/conversations/${id}/messages`, {
    ...{ clientId: randomUUID(), body: 'Good morning', sendAtLocal: { time: '2097-01-01T09:00', zone: 'Asia/Tokyo' } },
  });
  const abroad = page.getByRole('listitem').filter({ hasText: 'Good morning' });
  await expect(abroad).toContainText('01:00 · Tue 09:00 in Asia/Tokyo');
  await page.screenshot({ path: `${outputDir}/phone-scheduled.png` });
});

test('a new message is scheduled, and undo opens it again', async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const ysolde = await aPerson(request, ana, 'Ysolde');
  await ana.post('/conversations', { kind: 'direct', userId: ysolde.id });
  const page = await pageOf(browser, 'ysolde', '/chats', context);

  await page.getByRole('button', { name: 'New message' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New message' });
  await dialog.getByRole('combobox', { name: 'To' }).fill('ana');
  await page.getByRole('option', { name: /Ana Berg/ }).click();
  await dialog.getByLabel('Message', { exact: true }).fill('Valve opens right');
  await dialog.getByRole('button', { name: 'Send later' }).click();
  await page
    .getByRole('dialog', { name: 'Send later' })
    .getByRole('button', { name: /Monday morning/ })
    .click();

  await expect(dialog).toBeHidden();
  await expect(page.getByText(/Message scheduled for/)).toBeVisible();
  const { items } = await ysolde.get<Scheduled>('/messages/scheduled');
  expect(items.map(({ body }) => body)).toEqual(['Valve opens right']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog.getByLabel('Message', { exact: true })).toHaveValue('Valve opens right');
});
