import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { barriers } from './support/barriers.js';
import { aPerson, pageOf, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

/** A hill by the sea, under a sky of this colour. */
const picture = (width: number, height: number, colour: string) => {
  const scene = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 160 90"
    preserveAspectRatio="none"><rect width="160" height="60" fill="${colour}"/><circle cx="112" cy="26" r="9" fill="#ffe9b8"/>
    <path d="M0 60 40 34l28 26z" fill="#2d4a3e"/><path d="M48 60 90 42l34 18z" fill="#3f6553"/>
    <rect y="60" width="160" height="30" fill="#1d5c7a"/><path d="M0 70h160M20 78h140" stroke="#3b84a3"/></svg>`;
  return sharp(Buffer.from(scene)).jpeg().toBuffer();
};

/** What the browser holds when a file is dropped or pasted. */
const holding = (name: string, type: string, bytes: Buffer): string => `(() => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob('${bytes.toString('base64')}'), (sign) => sign.charCodeAt(0))],
    '${name}', { type: '${type}' }));
  return data;
})()`;

test('two people send each other pictures and files, and look at them', async ({ browser, playwright, baseURL }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const pam = await aPerson(request, ana, 'Pam');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: pam.id });
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Can you send me the pictures?' });
  const [theirs, mine] = await Promise.all([
    pageOf(browser, 'ana', `/chats/${id}`),
    pageOf(browser, 'pam', `/chats/${id}`),
  ]);
  const tray = mine.getByRole('list', { name: 'Files to send' });

  // Chosen by the button, described, sent without a word.
  await mine.locator('input[type=file]').setInputFiles([
    { name: 'harbour.jpg', mimeType: 'image/jpeg', buffer: await picture(1_600, 900, '#2255aa') },
    { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 a plan') },
  ]);
  await expect(tray.getByRole('listitem')).toHaveCount(2);
  await tray.getByRole('button', { name: /Describe .*harbour/ }).click();
  await mine.getByPlaceholder('What is in this picture?').fill('The harbour in the morning');
  await mine.screenshot({ path: `${outputDir}/tray.png` });
  let show = (): void => undefined;
  const isShown = new Promise<void>((resolve) => (show = resolve));
  await theirs.route('**/thumbnails/**', (route) => isShown.then(() => route.continue()));
  await mine.getByRole('button', { name: 'Send', exact: true }).click();

  // Its place is kept while it is loaded.
  await expect(tray).toHaveCount(0);
  const image = theirs.getByRole('button', { name: 'Open picture: The harbour in the morning' });
  await expect(image).toBeVisible();
  const place = await image.boundingBox();
  await takePicture(theirs, 'picture-loading');
  show();
  await expect(image.locator('img')).toHaveJSProperty('complete', true);
  await expect
    .poll(() => image.locator('img').evaluate((shown) => (shown as unknown as { naturalWidth: number }).naturalWidth))
    .toBe(640);
  expect(await image.boundingBox()).toEqual(place);
  await takePicture(theirs, 'picture-loaded');
  await expect(mine.getByRole('article').last()).toHaveAccessibleName(/harbour in the morning.*(sent|delivered|read)$/);

  // Looked at over the whole page; Escape leads back to where it was.
  await image.click();
  const lightbox = theirs.locator('.pswp');
  await expect(lightbox.getByText('The harbour in the morning')).toBeVisible();
  await takePicture(theirs, 'lightbox');
  await lightbox.getByRole('button', { name: 'Zoom' }).click();
  await expect(lightbox).toHaveClass(/pswp--zoomed-in/);
  await theirs.keyboard.press('Control+k');
  await expect(theirs.getByRole('dialog')).toHaveAccessibleName('Pictures');
  await theirs.keyboard.press('Escape');
  await expect(lightbox).toHaveCount(0);
  await expect(image).toBeFocused();

  // The file is saved, byte by byte; whoever speaks to their computer says what stands on it.
  const saves = theirs.getByRole('link', { name: 'Save plan.pdf' });
  await expect(saves).toHaveAccessibleName(/^Save plan\.pdf PDF · \d/);
  expect(await barriers(theirs)).toEqual([]);
  const download = theirs.waitForEvent('download');
  await saves.click();
  expect((await download).suggestedFilename()).toBe('plan.pdf');

  // Dropped and pasted.
  const dropped = await mine.evaluateHandle(holding('dropped.jpg', 'image/jpeg', await picture(400, 300, '#aa5522')));
  await mine.dispatchEvent('app-conversation main', 'dragenter', { dataTransfer: dropped });
  await expect(mine.getByText('Drop files to send them to Ana Berg')).toBeVisible();
  await takePicture(mine, 'drop');
  await mine.dispatchEvent('app-conversation main', 'drop', { dataTransfer: dropped });
  await expect(tray.getByRole('listitem')).toHaveCount(1);
  const png = await sharp(await picture(300, 300, '#22aa55'))
    .png()
    .toBuffer();
  await mine.evaluate(`document.querySelector('app-composer textarea').dispatchEvent(new ClipboardEvent('paste', {
    clipboardData: ${holding('pasted.png', 'image/png', png)}, bubbles: true, cancelable: true,
  }))`);
  await expect(tray.getByRole('listitem')).toHaveCount(2);
  await mine.getByRole('textbox', { name: 'Message Ana Berg' }).fill('Two more');
  await mine.keyboard.press('Enter');
  await expect(
    theirs
      .getByRole('article')
      .last()
      .getByRole('button', { name: /Open picture/ }),
  ).toHaveCount(2);
  await expect(theirs.getByRole('article').last()).toContainText('Two more');

  // From one to the next by arrows; the focus goes to the one that was seen last.
  const two = theirs
    .getByRole('article')
    .last()
    .getByRole('button', { name: /Open picture/ });
  await two.first().click();
  await expect(lightbox.getByText('dropped.jpg')).toBeVisible();
  await theirs.keyboard.press('ArrowRight');
  await expect(lightbox.getByText('pasted.png')).toBeVisible();
  await theirs.keyboard.press('Escape');
  await expect(lightbox).toHaveCount(0);
  await expect(two.last()).toBeFocused();

  // All of them are listed in the details, by kind.
  await theirs.getByRole('button', { name: 'Pictures and files' }).click();
  const gallery = theirs.getByRole('dialog', { name: 'Pictures and files' });
  await expect(gallery.getByRole('button', { name: /Open picture/ })).toHaveCount(3);
  await theirs.screenshot({ path: `${outputDir}/gallery.png` });
  const tile = gallery.getByRole('button', { name: /Open picture/ }).first();
  await tile.click();
  await expect(lightbox).toBeVisible();
  await theirs.keyboard.press('Escape');
  await expect(lightbox).toHaveCount(0);
  await expect(tile).toBeFocused();
  await gallery.getByRole('tab', { name: 'Pictures' }).focus();
  await theirs.keyboard.press('ArrowRight');
  await gallery.getByRole('button', { name: 'Show plan.pdf in the chat' }).click();
  await expect(gallery).toHaveCount(0);
  await expect(theirs.getByRole('article').filter({ hasText: 'plan.pdf' })).toBeFocused();
});

test('a message whose file is still on its way waits for it, also over a reload', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const gus = await aPerson(request, ana, 'Gus');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: gus.id });
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'And the film?' });
  const [theirs, mine] = await Promise.all([
    pageOf(browser, 'ana', `/chats/${id}`),
    pageOf(browser, 'gus', `/chats/${id}`),
  ]);
  // The server is not reached by uploads for now.
  let isOpen = false;
  await mine.route('**/api/v1/attachments', (route) => (isOpen ? route.continue() : undefined));
  const tray = mine.getByRole('list', { name: 'Files to send' });

  // What is on its way can be called back.
  await mine.locator('input[type=file]').setInputFiles({
    name: 'wrong.bin',
    mimeType: 'application/octet-stream',
    buffer: Buffer.alloc(1_000, 'wrong'),
  });
  await expect(tray.getByRole('progressbar', { name: 'wrong.bin' })).toBeVisible();
  await tray.getByRole('button', { name: /Cancel the upload of .*wrong\.bin/ }).click();
  await expect(tray).toHaveCount(0);

  await mine.locator('input[type=file]').setInputFiles({
    name: 'slow.bin',
    mimeType: 'application/octet-stream',
    buffer: Buffer.alloc(300_000, 'slow'),
  });
  await mine.getByRole('textbox', { name: 'Message Ana Berg' }).fill('Here it comes');
  await mine.keyboard.press('Enter');
  await mine.getByRole('textbox', { name: 'Message Ana Berg' }).fill('And something behind it');
  await mine.keyboard.press('Enter');
  const waiting = mine.getByRole('article').filter({ hasText: 'Here it comes' });
  await expect(waiting).toContainText('slow.bin');
  await expect(waiting).toHaveAccessibleName(/sending$/);
  await mine.screenshot({ path: `${outputDir}/waiting.png` });

  await mine.reload();
  await expect(waiting).toContainText('slow.bin');
  isOpen = true;
  await mine.reload();

  await expect(theirs.getByRole('article').filter({ hasText: 'Here it comes' })).toContainText('slow.bin');
  await expect(theirs.getByRole('article').last()).toContainText('And something behind it');
  await expect(waiting).toHaveAccessibleName(/(sent|delivered|read)$/);
});

test('a file that cannot be sent says why, and can be taken out', async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const [hana, ivo] = [await aPerson(request, ana, 'Hana'), await aPerson(request, ana, 'Ivo')];
  const { id } = await hana.post<{ id: string }>('/conversations', { kind: 'direct', userId: ivo.id });
  await hana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Hello' });
  const mine = await pageOf(browser, 'hana', `/chats/${id}`);
  const tray = mine.getByRole('list', { name: 'Files to send' });

  await mine.locator('input[type=file]').setInputFiles([
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    { name: 'broken.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('\xff\xd8\xff no picture', 'latin1') },
    { name: 'good.txt', mimeType: 'text/plain', buffer: Buffer.from('good') },
  ]);
  await expect(tray.getByText('This file is empty.')).toBeVisible();
  await expect(tray.getByText("This picture can't be opened.")).toBeVisible();
  // What there was no room for is tried again once there is.
  const full = { type: 'about:blank', title: 'Your storage is full', status: 422, code: 'quota_exceeded', detail: '' };
  await mine.route('**/api/v1/attachments', (route) => route.fulfill({ status: full.status, json: full }));
  await mine.locator('input[type=file]').setInputFiles({
    name: 'late.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('late'),
  });
  const retry = tray.getByRole('button', { name: /Try .*late\.txt.* again/ });
  await expect(tray.getByRole('listitem').filter({ hasText: 'late.txt' })).toContainText('Your storage is full.');
  await takePicture(mine, 'files-failed');
  await mine.unroute('**/api/v1/attachments');
  await retry.click();
  await expect(retry).toHaveCount(0);
  await expect(mine.getByRole('button', { name: 'Send', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await tray.getByRole('button', { name: /Remove .*empty/ }).click();
  await tray.getByRole('button', { name: /Remove .*broken/ }).click();
  await mine.getByRole('button', { name: 'Send', exact: true }).click();

  await expect(mine.getByRole('article').last()).toContainText('good.txt');
  await expect(mine.getByRole('article').last()).toContainText('late.txt');
  await expect(mine.getByRole('article').last()).toHaveAccessibleName(/(sent|delivered|read)$/);
});
