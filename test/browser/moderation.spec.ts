import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { barriersInBothSchemes } from './support/barriers.js';
import { aPerson, pageOf, type Person, signInAt, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const say = (person: Person, conversationId: string, body: string) =>
  person.post<{ seq: number }>(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), body });

/** A phone makes itself as wide as what it shows, so it is compared with what it was. */
const fitsItsWidth = async (page: Page) =>
  expect(await page.locator('html').evaluate((root) => root.scrollWidth)).toBe(PHONE.viewport.width);

test('a message is reported on a phone, a moderator warns its author with the keyboard, and both hear of it', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const owner = await theOwner(request);
  const [kofi, nyota] = [await aPerson(request, owner, 'Kofi'), await aPerson(request, owner, 'Nyota')];
  const group = { kind: 'group', subject: 'Pump house', memberIds: [nyota.id, owner.id] };
  const { id } = await kofi.post<{ id: string }>('/conversations', group);
  for (const line of ['Who left the gate open?', 'It was shut when I left.']) await say(nyota, id, line);
  const { seq } = await say(kofi, id, 'Nyota, you are the **worst** engineer I ever met.');
  await say(nyota, id, 'That is enough.');

  // The moderator looks at an empty queue, which fills by itself.
  const moderator = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await signInAt(moderator, 'ana', '/admin/reports');
  await expect(moderator.getByRole('heading', { name: 'Nothing to decide' })).toBeVisible();
  expect(await barriersInBothSchemes(moderator)).toEqual([]);
  await moderator.screenshot({ path: `${outputDir}/empty.png` });

  // Nyota reports it on her phone; her own messages she cannot.
  const phone = await pageOf(browser, 'nyota', `/chats/${id}`, PHONE);
  const menuOf = async (text: string | RegExp) => {
    await phone.locator('[data-key]').filter({ hasText: text }).first().click();
    await phone.locator('[data-more]:visible').click();
  };
  await menuOf('It was shut when I left.');
  await expect(phone.getByRole('menuitem', { name: 'Copy text' })).toBeVisible();
  await expect(phone.getByRole('menuitem', { name: 'Report…' })).toHaveCount(0);
  await phone.keyboard.press('Escape');
  await menuOf(/worst/);
  await phone.getByRole('menuitem', { name: 'Report…' }).click();
  const dialog = phone.getByRole('dialog', { name: 'Report this message' });
  await expect(dialog).toContainText(/Kofi Okafor.* isn't told who reported it/);
  await dialog.getByLabel('It insults or threatens someone').check();
  await dialog.getByLabel('What should the moderator know?').fill('The third time this week.');
  expect(await barriersInBothSchemes(phone)).toEqual([]);
  await fitsItsWidth(phone);
  await phone.screenshot({ path: `${outputDir}/report-phone.png` });
  await takePicture(phone, 'report');
  await dialog.getByRole('button', { name: 'Report' }).click();
  await expect(phone.getByText("Reported. You'll hear once a moderator has looked at it.")).toBeVisible();

  // Without the mouse: along the list, into the report, to a decision.
  const row = moderator.getByRole('button', { name: /Kofi Okafor.*in .*Pump house.*1 person.*Insults or threatens/ });
  await expect(row).toBeVisible();
  await expect(moderator.getByRole('link', { name: /Reports.*1 report to decide/ })).toBeVisible();
  await moderator.screenshot({ path: `${outputDir}/queue.png` });
  await row.focus();
  await moderator.keyboard.press('j');
  await moderator.keyboard.press('Enter');
  const heading = moderator.getByRole('heading', { name: /A message by .*Kofi Okafor/ });
  await expect(heading).toBeFocused();
  await expect(moderator.getByText('The third time this week.')).toBeVisible();
  const context = moderator.getByRole('listitem').filter({ hasText: 'The reported message' });
  await expect(context.locator('strong')).toHaveText('worst');
  expect(await barriersInBothSchemes(moderator)).toEqual([]);
  await moderator.screenshot({ path: `${outputDir}/report.png` });
  await takePicture(moderator, 'reports');
  await moderator.emulateMedia({ colorScheme: 'dark' });
  await moderator.screenshot({ path: `${outputDir}/report-dark.png` });
  await moderator.emulateMedia({ colorScheme: 'light' });
  await moderator.getByRole('radio', { name: /^Dismiss/ }).focus();
  await moderator.keyboard.press('ArrowDown');
  await expect(moderator.getByRole('radio', { name: /^Warn.*is told that a moderator warns them/ })).toBeChecked();
  await moderator.keyboard.press('Tab');
  await moderator.keyboard.type('Write to each other, not about each other.');
  await expect(moderator.getByLabel(/What .*Kofi Okafor.* reads/)).toBeFocused();
  await moderator.screenshot({ path: `${outputDir}/decision.png` });
  await moderator.keyboard.press('Tab');
  await moderator.keyboard.press('Enter');
  await expect(moderator.getByText(/^Author warned by .*Ana Berg/)).toBeVisible();
  await expect(moderator.getByRole('link', { name: /report to decide/ })).toHaveCount(0);
  await moderator.screenshot({ path: `${outputDir}/decided.png` });
  await moderator.keyboard.press('Escape');
  await moderator.getByRole('button', { name: 'Decided' }).click();
  await expect(moderator.getByRole('button', { name: /Kofi Okafor.*Author warned/ })).toBeVisible();

  // Kofi reads what was written to him, and not who it was.
  const inGerman = { locale: 'de-DE', viewport: { width: 1440, height: 900 } };
  const author = await (await browser.newContext(inGerman)).newPage();
  // Not by way of another page: what was said in a tab is not said there again.
  await signInAt(author, 'kofi', `/chats/${id}`);
  await author.getByRole('button', { name: 'Ansehen' }).click();
  const notices = author.getByRole('dialog');
  await expect(notices).toContainText('Du wurdest wegen einer Nachricht verwarnt');
  await expect(notices).toContainText('Write to each other, not about each other.');
  await expect(notices).not.toContainText('Ana');
  expect(await barriersInBothSchemes(author)).toEqual([]);
  await author.screenshot({ path: `${outputDir}/warned-german.png` });

  // Nyota hears that somebody looked, on the page that is open.
  await expect(phone.getByText('A moderator looked at what you reported')).toBeVisible();

  // Opened again on a phone, in German, the message is deleted, and goes where it is read.
  await author.keyboard.press('Escape');
  await expect(author.getByRole('log').getByText(/worst/)).toBeVisible();
  const { items } = await owner.get<{ items: { id: string; seq: number }[] }>('/admin/reports?state=closed');
  await owner.patch(`/admin/reports/${items.find((item) => item.seq === seq)?.id}`, { state: 'open' });
  const small = await (await browser.newContext({ ...PHONE, locale: 'de-DE' })).newPage();
  await signInAt(small, 'ana', '/admin/reports');
  await small.getByRole('button', { name: /Kofi Okafor.*Pump house/ }).click();
  await small.getByRole('radio', { name: /^Nachricht löschen/ }).check();
  expect(await barriersInBothSchemes(small)).toEqual([]);
  await fitsItsWidth(small);
  await small.screenshot({ path: `${outputDir}/phone-german.png`, fullPage: true });
  await small.getByRole('button', { name: 'Für alle löschen' }).click();
  await expect(small.getByText(/^Nachricht gelöscht von .*Ana Berg/)).toBeVisible();
  await expect(author.getByRole('log').getByText(/worst/)).toHaveCount(0);
  await small.screenshot({ path: `${outputDir}/phone-decided.png` });
});
