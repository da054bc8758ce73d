import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { aPerson, signInAt, theOwner } from './support/company.js';
import { Line } from './support/line.js';

async function pageOf(browser: Browser, username: string, address: string, options: object = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await signInAt(page, username, address);
  return page;
}

const picture = (colour: string) =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** How wide the picture is that an avatar shows; 0 for initials. */
const widthIn = (avatar: Locator) =>
  avatar.evaluate((host) => {
    const image = (host as unknown as { querySelector(of: string): { naturalWidth: number } | null }).querySelector(
      'img',
    );
    return image?.naturalWidth ?? 0;
  });

/** What the browser holds when a file is dropped. */
const holding = (name: string, type: string, bytes: Buffer): string => `(() => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob('${bytes.toString('base64')}'), (sign) => sign.charCodeAt(0))],
    '${name}', { type: '${type}' }));
  return data;
})()`;

test('people and groups have pictures, which everybody sees at once', async ({ browser, playwright, baseURL }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const faye = await aPerson(request, ana, 'Faye');
  const direct = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: faye.id });
  await faye.post(`/conversations/${direct.id}/messages`, { clientId: crypto.randomUUID(), body: 'Show yourself' });
  await ana.post(`/conversations/${direct.id}/messages`, { clientId: crypto.randomUUID(), body: 'In a moment' });
  const phone = await (await browser.newContext(PHONE)).newPage();
  const line = await Line.of(phone);
  await signInAt(phone, 'faye', `/chats/${direct.id}`);
  const desk = await pageOf(browser, 'ana', '/settings');
  const anasFace = phone.locator('app-message-row app-avatar').last();
  await expect(anasFace).toHaveAttribute('data-initials', 'AB');
  const place = await anasFace.boundingBox();

  // What is no picture says so beside the field.
  const chooser = desk.locator('app-picture-field input[type=file]');
  await chooser.setInputFiles({ name: 'cv.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
  await expect(desk.getByText('Choose a picture: JPEG, PNG, WebP, GIF or AVIF.')).toBeVisible();
  await chooser.setInputFiles({ name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('<html>') });
  await desk.getByRole('button', { name: 'Use this picture' }).click();
  await expect(desk.getByText("This picture can't be opened. Choose another one.")).toBeVisible();
  await desk.getByRole('button', { name: 'Cancel' }).click();

  // Looked at, saved, and there for the other one without anything moving.
  await chooser.setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: await picture('#3366aa') });
  await expect(desk.getByText('This is how it will look.')).toBeVisible();
  await desk.screenshot({ path: `${outputDir}/preview.png` });
  await expect(desk.getByRole('button', { name: 'Use this picture' })).toBeFocused();
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('Picture changed')).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Change picture' })).toBeFocused();
  await expect.poll(() => widthIn(anasFace)).toBe(96);
  expect(await anasFace.boundingBox()).toEqual(place);
  await expect.poll(() => widthIn(desk.locator('nav app-avatar, app-shell app-avatar').first())).toBe(96);
  await phone.screenshot({ path: `${outputDir}/phone.png` });

  // A group: by its owner, with a line about it; its members are told whom to ask.
  const group = await ana.post<{ id: string }>('/conversations', {
    kind: 'group',
    subject: 'Harbour',
    memberIds: [faye.id],
  });
  await desk.goto(`/chats/${group.id}`);
  await phone.goto(`/chats/${group.id}`);
  await desk.getByRole('button', { name: 'Change group picture' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Group picture' });
  const dropped = await desk.evaluateHandle(holding('group.jpg', 'image/jpeg', await picture('#aa5522')));
  await dialog.locator('app-picture-field .field').dispatchEvent('drop', { dataTransfer: dropped });
  await dialog.getByRole('button', { name: 'Use this picture' }).click();
  await expect(dialog.getByText('Picture changed')).toBeVisible();
  await desk.keyboard.press('Escape');
  await expect(desk.getByRole('button', { name: 'Change group picture' })).toBeFocused();
  const header = phone.locator('app-conversation-header app-avatar');
  await expect.poll(() => widthIn(header)).toBe(96);
  await expect(phone.locator('app-message-log').getByText(/Ana Berg.* changed the group picture/)).toBeVisible();
  await phone.getByRole('button', { name: 'Details' }).click();
  await expect(phone.getByText('Owners and admins change the name and the picture.')).toBeVisible();
  await expect(phone.getByRole('button', { name: 'Change group picture' })).toHaveCount(0);
  await desk.screenshot({ path: `${outputDir}/group.png` });

  // Initials where it cannot be loaded, until the connection is back.
  await phone.route('**/api/v1/pictures/**', (route) => route.abort());
  await phone.goto(`/chats/${direct.id}`);
  const inHeader = phone.locator('app-conversation-header app-avatar');
  await expect(inHeader).toHaveAttribute('data-initials', 'AB');
  await expect(inHeader.locator('img')).toHaveCount(0);
  await line.cut();
  await phone.unroute('**/api/v1/pictures/**');
  await line.mend();
  await expect.poll(() => widthIn(inHeader)).toBe(96);

  // Without a connection it has to wait, and says so.
  await phone.goto('/settings');
  await expect(phone.getByRole('button', { name: 'Add picture' })).toBeVisible();
  await line.cut();
  await expect(phone.getByText("You can change the picture when you're back online.")).toBeVisible();
  await line.mend();
  await expect(phone.getByText('You can also drop or paste one.')).toBeVisible();

  // Removed, and gone for the other one too.
  await phone.goto(`/chats/${direct.id}`);
  await expect.poll(() => widthIn(inHeader)).toBe(96);
  await desk.goto('/settings');
  await desk.getByRole('button', { name: 'Remove picture' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Remove picture' }).click();
  await expect(desk.getByText('Picture removed')).toBeVisible();
  await expect(inHeader).toHaveAttribute('data-initials', 'AB');
  await expect(inHeader.locator('img')).toHaveCount(0);
});
