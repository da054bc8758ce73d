import { randomUUID } from 'node:crypto';
import { type APIRequestContext, expect, test } from '@playwright/test';
import sharp from 'sharp';
import { aPerson, pageOf, PASSWORD, theOwner } from './support/company.js';

/** A picture that somebody has uploaded over the API. */
async function uploaded(request: APIRequestContext, username: string, name: string): Promise<string> {
  const login = await request.post('/api/v1/auth/login', { data: { login: username, password: PASSWORD } });
  const { accessToken } = (await login.json()) as { accessToken: string };
  const buffer = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#2255aa' } })
    .jpeg()
    .toBuffer();
  const answer = await request.post('/api/v1/attachments', {
    multipart: { file: { name, mimeType: 'image/jpeg', buffer } },
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return ((await answer.json()) as { id: string }).id;
}

test('pictures of a message that is deleted go at once, also from where they are looked at', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const quin = await aPerson(request, ana, 'Quin');
  const { id } = await quin.post<{ id: string }>('/conversations', { kind: 'direct', userId: ana.id });
  const send = async (name: string) => {
    const attachmentIds = [await uploaded(request, 'quin', name)];
    const draft = { clientId: randomUUID(), body: '', attachmentIds };
    return (await quin.post<{ seq: number }>(`/conversations/${id}/messages`, draft)).seq;
  };
  const [first, second, third] = [await send('first.jpg'), await send('second.jpg'), await send('third.jpg')];
  const erase = (seq: number) => quin.delete(`/conversations/${id}/messages/${seq}?for=everyone`);
  const page = await pageOf(browser, 'ana', `/chats/${id}`);
  const lightbox = page.locator('.pswp');

  // In the log each message is looked at alone.
  await page.getByRole('button', { name: 'Open picture: third.jpg' }).click();
  await expect(lightbox.getByText('third.jpg')).toBeVisible();
  await erase(third);
  await expect(lightbox).toHaveCount(0);

  // In the gallery with the others, and there goes the next one's.
  await page.getByRole('button', { name: 'Pictures and files' }).click();
  const gallery = page.getByRole('dialog', { name: 'Pictures and files' });
  await gallery.getByRole('button', { name: 'Open picture: second.jpg' }).click();
  await expect(lightbox.getByText('second.jpg')).toBeVisible();
  await erase(second);
  await expect(lightbox.getByText('first.jpg')).toBeVisible();
  await expect(lightbox.getByText('second.jpg')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(gallery.getByRole('button', { name: /Open picture/ })).toHaveCount(1);
  await erase(first);
  await expect(gallery.getByText('Nothing yet')).toBeVisible();
});
