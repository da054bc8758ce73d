import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { barriersInBothSchemes } from './support/barriers.js';
import { aPerson, pageOf, signInAt, theOwner } from './support/company.js';
import { withDatabase } from './support/database.js';
import { takePicture } from './support/picture.js';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A phone makes itself as wide as what it shows, so it is compared with what it was. */
const fitsItsWidth = async (page: Page) =>
  expect(await page.locator('html').evaluate((root) => root.scrollWidth)).toBe(PHONE.viewport.width);

test('a group without an owner gets one, and is deleted on a phone while one member has it open and another is offline', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const isaura = await aPerson(request, ana, 'Isaura');
  const odalys = await aPerson(request, ana, 'Odalys');
  const teodor = await aPerson(request, ana, 'Teodor');
  const memberIds = [odalys.id, teodor.id];
  const { id } = await isaura.post<{ id: string }>('/conversations', {
    kind: 'group',
    subject: 'Boat house',
    memberIds,
  });
  await isaura.post('/conversations', { kind: 'group', subject: 'Kitchen table', memberIds });
  const say = (body: string) => odalys.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  await say('Who has the key to the boats?');
  // As a restore of an old copy leaves it: by the product nobody leaves a group without an owner.
  await withDatabase(async (client) => {
    await client.query(`update conversation_members set role = 'member' where conversation_id = $1`, [id]);
  });

  // Ana finds it among those that nobody runs, without the mouse.
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await signInAt(page, 'ana', '/admin/conversations');
  await expect(page.getByRole('row', { name: /Kitchen table/ })).toContainText('Isaura Okafor');
  expect(await barriersInBothSchemes(page)).toEqual([]);
  await takePicture(page, 'groups-console');
  await page.screenshot({ path: `${outputDir}/list.png` });
  await page.getByRole('button', { name: 'Without owner', exact: true }).click();
  await expect(page.getByRole('row', { name: /Kitchen table/ })).toHaveCount(0);
  await expect(page).toHaveURL(/ownerless=true/);
  await page.getByRole('button', { name: /Boat house/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Boat house' })).toBeFocused();
  const peek = page.getByRole('complementary', { name: 'Group', exact: true });
  await expect(peek).toContainText('Nobody can run this group');
  await expect(peek.getByRole('link', { name: 'Odalys Okafor' })).toBeVisible();
  await expect(page.locator('body')).not.toContainText('Who has the key');
  expect(await barriersInBothSchemes(page)).toEqual([]);
  await page.screenshot({ path: `${outputDir}/peek.png` });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: `${outputDir}/peek-dark.png` });
  await page.emulateMedia({ colorScheme: 'light' });

  // A member who can sign in becomes its owner, which everybody in it sees.
  await peek.getByRole('button', { name: 'Choose an owner' }).click();
  const chooser = page.getByRole('dialog', { name: /Choose an owner for .*Boat house/ });
  await chooser.getByLabel('Find somebody').fill('odal');
  await expect(chooser.getByRole('radio', { name: /Teodor/ })).toHaveCount(0);
  await chooser.getByRole('radio', { name: /Odalys Okafor/ }).check();
  expect(await barriersInBothSchemes(page)).toEqual([]);
  await page.screenshot({ path: `${outputDir}/take-over.png` });
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Odalys Okafor.* is the owner now/)).toBeVisible();
  await expect(peek).not.toContainText('Nobody can run this group');
  await expect(page.getByRole('heading', { name: 'Every group has an owner' })).toBeVisible();
  await page.keyboard.press('Escape');

  // One member has it open, another one lost the connection.
  const open = await pageOf(browser, 'odalys', `/chats/${id}`, { viewport: { width: 1440, height: 900 } });
  await expect(open.getByRole('log').getByText('Who has the key to the boats?')).toBeVisible();
  await expect(open.getByRole('log').getByText(/Ana Berg.*owner/)).toBeVisible();
  const away = await pageOf(browser, 'teodor', '/chats');
  const rowOf = (of: Page) => of.getByRole('option', { name: /Boat house/ });
  await expect(rowOf(away)).toBeVisible();
  await away.context().setOffline(true);

  // Ana deletes it on her phone, in German, once she typed its name.
  const phone = await (await browser.newContext({ ...PHONE, locale: 'de-DE' })).newPage();
  await signInAt(phone, 'ana', '/admin/conversations?q=boat%20house');
  await expect(phone.getByRole('button', { name: /Boat house/ })).toBeVisible();
  await phone.screenshot({ path: `${outputDir}/list-phone.png` });
  await phone.getByRole('button', { name: /Boat house/ }).click();
  expect(await barriersInBothSchemes(phone)).toEqual([]);
  await fitsItsWidth(phone);
  await phone.screenshot({ path: `${outputDir}/peek-phone.png` });
  await phone.getByRole('button', { name: 'Löschen …' }).click();
  const dialog = phone.getByRole('dialog', { name: /Boat house.* löschen/ });
  await expect(dialog).toContainText('3 Mitglieder verlieren den Zugriff');
  await dialog.getByRole('textbox').fill('boat');
  await dialog.getByRole('button', { name: 'Gruppe löschen' }).click();
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await expect(dialog).toContainText(/Gib den Namen genau so ein: .*Boat house/);
  expect(await barriersInBothSchemes(phone)).toEqual([]);
  await fitsItsWidth(phone);
  await phone.screenshot({ path: `${outputDir}/delete-phone.png` });
  await dialog.getByRole('textbox').fill('Boat house');
  await dialog.getByRole('button', { name: 'Gruppe löschen' }).click();
  await expect(phone.getByText(/Boat house.* gelöscht/)).toBeVisible();
  await expect(phone.getByRole('heading', { name: 'Keine Treffer' })).toBeVisible();

  // It is gone under the hands of who had it open, with a way on.
  await expect(open.getByRole('heading', { name: 'This group was deleted' })).toBeVisible();
  await expect(rowOf(open)).toHaveCount(0);
  expect(await barriersInBothSchemes(open)).toEqual([]);
  await open.screenshot({ path: `${outputDir}/gone.png` });
  await open.getByRole('button', { name: 'Go to your chats' }).click();
  await expect(open).toHaveURL(/\/chats$/);

  // And from the device that was away, also from what it kept.
  await away.context().setOffline(false);
  await expect(rowOf(away)).toHaveCount(0);
  await away.goto(`/chats/${id}`);
  await expect(away.getByRole('heading', { name: 'Conversation not found' })).toBeVisible();
  await expect(away.locator('body')).not.toContainText('Who has the key');
});
