import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { aPerson, pageOf, prefer, theOwner, withoutUndo } from './support/company.js';
import { edgesOf } from './support/layout.js';
import { takePicture } from './support/picture.js';

const picture = (colour: string) =>
  sharp({ create: { width: 800, height: 600, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
const text = (name: string, words: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) });
const tray = (page: Page) => page.getByRole('list', { name: 'Files to send' });

/** The next upload gets this far, and on when it is told to. */
async function stopUploadAt(page: Page, part: number): Promise<() => Promise<void>> {
  await page.evaluate(`(() => {
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function (form) {
      const total = form.get('file').size;
      this.upload.dispatchEvent(new ProgressEvent('progress', { lengthComputable: true, loaded: total * ${part}, total }));
      globalThis.goOn = () => send.call(this, form);
      XMLHttpRequest.prototype.send = send;
    };
  })()`);
  return () => page.evaluate('goOn()');
}

const row = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words });

test('files that were begun on one device stand on the other, and go from there', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const [kurt, lotte] = [await aPerson(request, ana, 'Kurt'), await aPerson(request, ana, 'Lotte')];
  const { id } = await kurt.post<{ id: string }>('/conversations', { kind: 'direct', userId: lotte.id });
  await lotte.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'And the plan?' });
  const laptop = await pageOf(browser, 'kurt', `/chats/${id}`);
  const phone = await pageOf(browser, 'kurt', '/chats', { viewport: { width: 390, height: 844 } });

  await laptop
    .locator('input[type=file]')
    .setInputFiles([
      { name: 'harbour.jpg', mimeType: 'image/jpeg', buffer: await picture('#2255aa') },
      text('plan.txt', 'the plan'),
    ]);
  await tray(laptop)
    .getByRole('button', { name: /Describe .*harbour/ })
    .click();
  await laptop.getByPlaceholder('What is in this picture?').fill('The harbour');
  await laptop.getByRole('textbox', { name: 'Message Lotte Okafor' }).focus();

  // Files alone are a draft, in the list of chats and in that of drafts.
  await expect(phone.getByRole('option', { name: /Lotte/ })).toContainText(/Draft.*harbour\.jpg, plan\.txt/);
  await phone.goto('/drafts');
  await expect(phone.getByRole('listitem').filter({ hasText: 'Lotte Okafor' })).toContainText('harbour.jpg, plan.txt');
  await phone.screenshot({ path: `${outputDir}/drafts.png` });
  await phone.getByRole('link', { name: /Lotte Okafor/ }).click();
  await expect(tray(phone).getByRole('listitem')).toHaveCount(2);
  const shown = tray(phone).locator('img');
  await expect
    .poll(() => shown.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
    .toBeGreaterThan(0);
  await phone.screenshot({ path: `${outputDir}/tray-phone.png` });

  // What one device takes out is gone from the other, and what it sends, too.
  await tray(phone)
    .getByRole('button', { name: /Remove .*plan/ })
    .click();
  await expect(tray(laptop).getByRole('listitem')).toHaveCount(1);
  await phone.getByRole('button', { name: 'Send', exact: true }).click();

  await expect(tray(laptop)).toHaveCount(0);
  await expect(laptop.getByRole('button', { name: 'Open picture: The harbour' })).toBeVisible();
});

test('undo of a send gives its files back, and what waits for its time names them', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const mona = await aPerson(request, ana, 'Mona');
  const { id } = await mona.post<{ id: string }>('/conversations', { kind: 'direct', userId: ana.id });
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'And the plan?' });
  const page = await pageOf(browser, 'mona', `/chats/${id}`);
  await prefer(page, 'undo.chat', 30);

  await page.locator('input[type=file]').setInputFiles([text('plan.txt', 'the plan')]);
  await page.getByRole('textbox', { name: 'Message Ana Berg' }).fill('Here it is');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Here it is')).toContainText(/Sending in \d+ s/);
  await expect(row(page, 'Here it is')).toContainText('plan.txt');
  await row(page, 'Here it is').getByRole('button', { name: 'Undo' }).click();

  await expect(tray(page).getByRole('listitem')).toContainText('plan.txt');
  await expect(page.getByRole('textbox', { name: 'Message Ana Berg' })).toHaveValue('Here it is');

  // To be sent tomorrow, with the file alone.
  const [{ attachments }] = (
    await expect
      .poll(
        async () =>
          (await mona.get<{ items: { attachments: { id: string }[] }[] }>('/drafts')).items[0]?.attachments.length,
      )
      .toBe(1)
      .then(() => mona.get<{ items: { attachments: { id: string }[] }[] }>('/drafts'))
  ).items as [{ attachments: { id: string }[] }];
  await mona.delete(`/conversations/${id}/draft`);
  const attachmentIds = attachments.map((file) => file.id);
  const sendAt = new Date(Date.now() + 86_400_000).toISOString();
  await mona.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'The plan', attachmentIds, sendAt });
  await expect(tray(page)).toHaveCount(0);
  await page.goto('/scheduled');
  const waiting = page.getByRole('listitem').filter({ hasText: 'Ana Berg' });
  await expect(waiting).toContainText('plan.txt');
  await page.screenshot({ path: `${outputDir}/scheduled.png` });
  await waiting.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('dialog').getByLabel('Message').fill('');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(waiting).not.toContainText('The plan');
  await expect(waiting).toContainText('plan.txt');
});

test('a new message takes files by button, drop and paste, and shows them to each of several', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const [nando, olga] = [await aPerson(request, ana, 'Nando'), await aPerson(request, ana, 'Olga')];
  const { id } = await nando.post<{ id: string }>('/conversations', { kind: 'direct', userId: olga.id });
  await olga.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Hello' });
  const page = await pageOf(browser, 'nando', '/chats');
  await page.getByRole('button', { name: 'New message' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New message' });
  const to = dialog.getByRole('combobox', { name: 'To' });
  for (const name of ['ana', 'olga']) {
    await to.fill(name);
    await expect(page.getByRole('option', { name: new RegExp(name, 'i') }).first()).toBeVisible();
    await to.press('Enter');
  }
  await dialog.getByLabel('Separate messages').check();
  for (const name of ['Ana Berg', 'Olga Okafor'])
    await expect(dialog.getByRole('button', { name: `Remove ${name}` })).toBeVisible();
  await dialog.getByLabel('Subject').fill('Lock gate');
  await dialog.getByLabel('Message', { exact: true }).fill('The plan for Thursday is below.');

  // What is on its way says how far it is, while the draft is saved already.
  const goOn = await stopUploadAt(page, 0.6);
  await dialog.locator('input[type=file]').setInputFiles([text('plan.txt', 'the plan'.repeat(20_000))]);
  await expect(tray(page).getByRole('listitem')).toContainText('60%');
  await expect(tray(page).getByRole('progressbar', { name: 'plan.txt' })).toHaveAttribute('value', '0.6');
  const saved = dialog.getByText(/^Saved \d\d:\d\d/);
  await expect(saved).toBeVisible();
  const { top, bottom } = await edgesOf(saved);
  expect(bottom - top).toBeLessThan(24);
  // The ring of the field has two pixels, at two from it.
  const field = await edgesOf(dialog.getByLabel('Message', { exact: true }));
  expect((await edgesOf(tray(page).getByRole('listitem'))).top).toBeGreaterThan(field.bottom + 4);
  await takePicture(page, 'compose');
  await goOn();
  await expect(tray(page).getByRole('progressbar')).toHaveCount(0);
  const bytes = (await picture('#aa5522')).toString('base64');
  const held = `(() => { const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob('${bytes}'), (sign) => sign.charCodeAt(0))], 'held.jpg',
      { type: 'image/jpeg' })); return data; })()`;
  const dropped = await page.evaluateHandle(held);
  await page.dispatchEvent('app-compose-dialog app-dialog', 'dragenter', { dataTransfer: dropped });
  await expect(dialog.getByText('Drop files to add them to this message')).toBeVisible();
  await page.screenshot({ path: `${outputDir}/drop.png` });
  await page.dispatchEvent('app-compose-dialog app-dialog', 'drop', { dataTransfer: dropped });
  await page.evaluate(`document.querySelector('app-compose-dialog textarea').dispatchEvent(new ClipboardEvent('paste', {
    clipboardData: ${held}, bubbles: true, cancelable: true }))`);
  await expect(tray(page).getByRole('listitem')).toHaveCount(3);
  await page.screenshot({ path: `${outputDir}/compose.png` });
  await dialog.getByRole('button', { name: /^Send(?! later)/ }).click();

  // Taken back, it is another draft with the same files.
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(tray(page).getByRole('listitem')).toHaveCount(3);
  await tray(page)
    .getByRole('button', { name: /Remove .*held/ })
    .first()
    .click();
  await expect(tray(page).getByRole('listitem')).toHaveCount(2);
  await withoutUndo(page);
  await page.goto('/drafts');
  await page.getByRole('listitem').filter({ hasText: 'plan.txt' }).getByRole('button').first().click();
  await expect(tray(page).getByRole('listitem')).toHaveCount(2);
  await dialog.getByRole('button', { name: /^Send(?! later)/ }).click();
  await expect(dialog).toBeHidden();

  for (const person of [ana, olga]) {
    const path = '/messages/inbox?limit=1';
    const { items } = await person.get<{ items: { attachments: { name: string }[] }[] }>(path);
    expect(items[0]?.attachments.map(({ name }) => name)).toEqual(['plan.txt', 'held.jpg']);
  }
  const theirs = await pageOf(browser, 'olga', `/chats/${id}`);
  await expect(theirs.getByRole('article').last()).toContainText('plan.txt');
});

test('a message says which of its files is gone, and goes without it', async ({ browser, playwright, baseURL }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const paul = await aPerson(request, ana, 'Paul');
  const { id } = await paul.post<{ id: string }>('/conversations', { kind: 'direct', userId: ana.id });
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'And the plan?' });
  const elsewhere = await pageOf(browser, 'paul', `/chats/${id}`);
  const page = await pageOf(browser, 'paul', `/chats/${id}`);
  await elsewhere.locator('input[type=file]').setInputFiles([text('gone.txt', 'gone'), text('left.txt', 'left')]);
  await expect(tray(page).getByRole('listitem')).toHaveCount(2);
  const { items } = await paul.get<{ items: { attachments: { id: string; name: string }[] }[] }>('/drafts');
  const gone = items[0]?.attachments.find(({ name }) => name === 'gone.txt')?.id ?? '';

  // Written without a connection, on a device that does not have the bytes; meanwhile the file is removed.
  await page.context().setOffline(true);
  await page.getByRole('textbox', { name: 'Message Ana Berg' }).fill('Both of them');
  await page.keyboard.press('Enter');
  await elsewhere.close();
  await paul.delete(`/attachments/${gone}`);
  await page.context().setOffline(false);

  await expect(row(page, 'Both of them')).toContainText(/gone\.txt.* is no longer on the server/);
  await page.screenshot({ path: `${outputDir}/gone.png` });
  await row(page, 'Both of them')
    .getByRole('button', { name: /Send without .*gone\.txt/ })
    .click();

  await expect(row(page, 'Both of them')).toHaveAccessibleName(/left\.txt.*(sent|delivered|read)$/);
});
