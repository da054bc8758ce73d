import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { barriersInBothSchemes } from './support/barriers.js';
import { aPerson, signInAt, theOwner } from './support/company.js';

test('a chat is muted for a time, and one hears of what one wants from it', async ({ browser, playwright, baseURL }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const romy = await aPerson(request, ana, 'Romy');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: romy.id });
  const say = (body: string) => ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  await say('first');
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, romy.username, `/chats/${id}`);
  await expect(page).toHaveTitle(/^\u2068Ana Berg/);
  const notifications = page.getByRole('button', { name: 'Notifications' });

  await notifications.click();
  await page.screenshot({ path: `${outputDir}/menu.png` });
  await page.getByRole('menuitem', { name: 'For an hour' }).click();
  await expect(page.getByRole('button', { name: 'Muted' })).toBeVisible();
  await page.getByRole('link', { name: 'Sent' }).first().click();
  await say('silent');
  await page
    .getByRole('link', { name: /^Chats/ })
    .first()
    .click();
  await expect(page.getByRole('option', { name: /Ana Berg.*silent/ })).toBeVisible();
  await expect(page).toHaveTitle(/^Chats/);

  await page.getByRole('option', { name: /Ana Berg/ }).click();
  await page.getByRole('button', { name: 'Muted' }).click();
  await expect(page.getByText(/^Muted until/)).toBeVisible();
  await page.getByRole('menuitem', { name: 'Unmute' }).click();
  await notifications.click();
  await page.getByRole('menuitemradio', { name: 'Only mentions of me' }).click();
  await page.getByRole('link', { name: 'Sent' }).first().click();
  await say('still silent');
  await say(`@${romy.username} but this`);

  await expect(page).toHaveTitle(/^\(1\) Sent/);
  await page.context().close();
});

test('who wrote a message sees whether the others were notified of it, and why not', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const [rosmarie, siv] = [await aPerson(request, ana, 'Rosmarie'), await aPerson(request, ana, 'Siv')];
  const { id } = await rosmarie.post<{ id: string }>('/conversations', {
    ...{ kind: 'group', subject: 'Night shift', memberIds: [siv.id] },
  });
  await rosmarie.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Who is there?' });
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, rosmarie.username, `/chats/${id}`);

  const row = page.getByRole('article').filter({ hasText: 'Who is there?' });
  await row.hover();
  await row.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Notifications…' }).click();

  const dialog = page.getByRole('dialog', { name: 'Notifications of this message' });
  await expect(dialog.getByRole('listitem')).toHaveText([/Siv.*Has no notifications turned on/]);
  await expect(dialog).toContainText('Sent to 0 of 1 person');
  expect(await barriersInBothSchemes(page)).toEqual([]);
  await page.screenshot({ path: `${outputDir}/trace.png` });
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.context().close();
});

test('the chats at the top of the list stand as one puts them, and groups are a list of their own', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const sven = await aPerson(request, ana, 'Sven');
  const tara = await aPerson(request, ana, 'Tara');
  await ana.post('/conversations', { kind: 'direct', userId: sven.id });
  for (const subject of ['Alpha', 'Beta'])
    await ana.post('/conversations', { kind: 'group', subject, memberIds: [sven.id, tara.id] });
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, sven.username, '/chats');
  const choose = async (name: RegExp, act: string): Promise<void> => {
    await page.getByRole('option', { name }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: act }).click();
  };
  const options = page.getByRole('listbox').getByRole('option');

  await choose(/^Alpha/, 'Pin to the top');
  await choose(/^Beta/, 'Pin to the top');
  await expect(options.first()).toHaveAccessibleName(/^Beta/);
  await choose(/^Beta/, 'Move down');
  await expect(options.first()).toHaveAccessibleName(/^Alpha/);
  await page.reload();
  await expect(options.first()).toHaveAccessibleName(/^Alpha/);
  await expect(options).toHaveCount(3);

  await page.getByRole('tab', { name: 'Groups' }).click();

  await expect(options).toHaveCount(2);
  await page.context().close();
});
