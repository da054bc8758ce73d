import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { barriersInBothSchemes } from './support/barriers.js';
import { aPerson, pageOf, type Person, theOwner } from './support/company.js';

test.describe.configure({ mode: 'serial' });

/** The other stories look at pages in English. */
const GERMAN = { locale: 'de-DE' };

let jette: Person;
let groupId: string;
let directId: string;
let page: Page;
let found: string[];

const message = (text: string): Locator => page.getByRole('article').filter({ hasText: text }).first();
const button = (name: string | RegExp, within: Page | Locator = page): Locator => within.getByRole('button', { name });

/** It is there, and nobody is kept out. */
async function look(shown: Locator): Promise<void> {
  await expect(shown.first()).toBeVisible();
  found.push(...(await barriersInBothSchemes(page)));
}

/** What this opens, which Escape closes. */
async function lookInto(open: () => Promise<void>, role: 'dialog' | 'menu', ready?: Locator): Promise<void> {
  await open();
  await look(ready ?? page.getByRole(role));
  expect(await page.getByRole(role).evaluate((opened) => opened.contains(opened.ownerDocument.activeElement))).toBe(
    true,
  );
  await page.keyboard.press('Escape');
  await expect(page.getByRole(role)).toHaveCount(0);
}

/** Chooses from the menu of a message. */
async function choose(text: string, item: string): Promise<void> {
  await message(text).hover();
  await button('Mehr', message(text)).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  jette = await aPerson(request, ana, 'Jette');
  const knut = await aPerson(request, ana, 'Knut');
  const group = { kind: 'group', subject: 'Wehr', memberIds: [knut.id] };
  ({ id: groupId } = await jette.post<{ id: string }>('/conversations', group));
  ({ id: directId } = await jette.post<{ id: string }>('/conversations', { kind: 'direct', userId: knut.id }));
  const say = (who: Person, body: string, more: object = {}) =>
    who.post<{ seq: number }>(`/conversations/${groupId}/messages`, { clientId: randomUUID(), body, ...more });
  const { seq } = await say(knut, `@jette, das Tor öffnet um **sechs**.`, { subject: 'Tor' });
  await jette.put(`/conversations/${groupId}/messages/${seq}/pin`);
  await jette.put(`/conversations/${groupId}/messages/${seq}/reactions/${encodeURIComponent('👍')}`);
  await jette.put(`/conversations/${groupId}/messages/${seq}/save`, { remindAt: '2099-01-01T08:00:00.000Z' });
  const mine = await say(jette, 'Ich bin um fünf da.', { replyToSeq: seq });
  await jette.patch(`/conversations/${groupId}/messages/${mine.seq}`, { body: 'Ich bin um vier da.' });
  await say(jette, 'Später mehr.', { sendAt: new Date(Date.now() + 86_400_000).toISOString() });
  await jette.post(`/conversations/${directId}/messages`, { clientId: randomUUID(), body: 'Hallo Knut' });
  page = await pageOf(browser, 'jette', `/chats/${groupId}`, GERMAN);
});

test.beforeEach(() => {
  test.slow();
  found = [];
});

test.afterEach(() => expect(found).toEqual([]));

test('a group with all that can stand in it has no barriers, nor have the dialogs and menus of its details', async () => {
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(page.locator('app-pin-bar section')).toBeVisible();
  await expect(page.locator('app-group-members').getByRole('listitem')).toHaveCount(2);
  await look(page.locator('app-subject-list').getByRole('listitem'));

  await lookInto(() => button('Mitteilungen', details).click(), 'menu');
  await lookInto(() => button('Wer darf was').click(), 'dialog');
  await lookInto(() => button('Gruppenbild ändern').click(), 'dialog');
  await lookInto(() => button('Bilder und Dateien').click(), 'dialog');
  await lookInto(() => button('Personen hinzufügen').click(), 'dialog');
  await lookInto(() => button(/^Optionen für Betreff/).click(), 'menu');
  await lookInto(async () => {
    await button(/^Optionen für Betreff/).click();
    await page.getByRole('menuitem', { name: 'Umbenennen' }).click();
  }, 'dialog');
});

test('nor have those of a message, and of who wrote it', async () => {
  await lookInto(
    async () => {
      await message('das Tor').focus();
      await page.keyboard.press('Shift+R');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Enter');
    },
    'dialog',
    page.getByRole('gridcell'),
  );
  await lookInto(() => choose('das Tor', 'Wer reagiert hat'), 'dialog', page.getByRole('dialog').getByRole('listitem'));
  await lookInto(() => choose('das Tor', 'Weiterleiten …'), 'dialog', page.getByRole('checkbox'));
  await lookInto(() => choose('das Tor', 'Erinnern …'), 'dialog');
  await lookInto(() => choose('das Tor', 'In Betreff verschieben …'), 'dialog');
  await lookInto(() => button(/frühere Fassungen/).click(), 'dialog', page.getByRole('dialog').locator('del'));
  await lookInto(() => button('Knut Okafor', message('das Tor')).click(), 'dialog');
});

test('nor has what one is writing: an answer, a change, files, names to mention, buttons to format', async () => {
  await message('Ich bin um vier da.').focus();
  await page.keyboard.press('e');
  await expect(page.locator('app-row-editor')).toBeVisible();
  await button('Formatierung').click();
  const image = sharp({ create: { width: 640, height: 400, channels: 3, background: '#2255aa' } }).jpeg();
  await page.locator('input[type=file]').setInputFiles([
    { name: 'tor.jpg', mimeType: 'image/jpeg', buffer: await image.toBuffer() },
    { name: 'leer.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ]);
  await button(/tor\.jpg.* beschreiben/).click();
  await look(page.getByText('Diese Datei ist leer.'));
  await page.locator('app-row-editor textarea').press('Escape');

  await message('das Tor').focus();
  await page.keyboard.press('r');
  await page.locator('app-composer textarea').last().pressSequentially('@kn');
  await look(page.locator('.completions').getByRole('option'));
  await page.keyboard.press('Enter');
  await button(/leer\.txt.* entfernen/).click();
  await button(/^Senden$/).click();

  await lookInto(() => button('Bild öffnen: tor.jpg').click(), 'dialog', page.locator('.pswp img'));
});

test('nor have the palette and the sheet of keys, mail that is read and selected, and what is sent later', async () => {
  await lookInto(() => page.keyboard.press('Control+k'), 'dialog', page.getByRole('option', { selected: true }));
  await message('das Tor').focus();
  await lookInto(() => page.keyboard.press('?'), 'dialog');
  await page.goto('/inbox');
  await page.locator('.mail').first().click();
  await page.locator('.mail').first().press('x');
  await look(page.getByRole('toolbar', { name: 'Ausgewählte Nachrichten' }));
  await page.goto('/scheduled');
  await look(page.getByRole('listitem'));
  await lookInto(() => button(/^Die Nachricht an .*Wehr.* bearbeiten/).click(), 'dialog');
  await page.goto('/saved');
  await page.locator('.mail').first().click();
  await look(page.getByRole('region', { name: 'Nachricht' }));
});

test('nor has what is closed to somebody, and what they closed to others', async () => {
  await page.goto('/admin');
  await look(page.getByRole('heading', { level: 1 }));
  const { items } = await jette.get<{ items: { user: { id: string; username: string } }[] }>(
    `/conversations/${groupId}/members`,
  );
  const knut = items.find(({ user }) => user.username === 'knut')?.user.id ?? '';
  await page.goto(`/chats/${directId}`);
  await lookInto(() => button('Blockieren').click(), 'dialog');
  await jette.put(`/users/${knut}/block`);
  await look(page.locator('app-closed-composer'));
  await page.goto('/settings');
  await button('Passwort ändern').click();
  await button('Im Meeting').click();
  await look(page.locator('app-blocked-list').getByText('Knut Okafor'));
});
