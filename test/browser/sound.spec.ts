import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { aPerson, signInAt, theOwner } from './support/company.js';

/** Every tone is counted. The browser of a test is touched by nobody, and would let no page be heard. */
const COUNTING = `
  self.heard = 0;
  AudioContext.prototype.resume = async () => undefined;
  Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'running' });
  OscillatorNode.prototype.start = () => void self.heard++;
`;

test('a new message is heard in one of two tabs, and in none while one of them shows it; the icon counts', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const okka = await aPerson(request, ana, 'Okka');
  const pelle = await aPerson(request, ana, 'Pelle');
  const { id } = await pelle.post<{ id: string }>('/conversations', { kind: 'direct', userId: okka.id });
  const write = (body: string) => pelle.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  await write('Welcome');
  const context = await browser.newContext();
  await context.addInitScript(COUNTING);
  const first = await context.newPage();
  await signInAt(first, 'okka', '/login?next=/settings');
  const second = await context.newPage();
  await second.goto('/chats');
  await expect(second.getByRole('option').first()).toBeVisible();
  const heard = async (): Promise<number> => {
    const counts = await Promise.all([first, second].map((page) => page.evaluate<number>('self.heard')));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  const icon = (page: Page) => page.locator('link[rel=icon]');

  // What is chosen is heard, and holds in the other tab.
  await first.getByRole('radio', { name: 'Drop' }).check();
  await expect.poll(heard).toBe(1);
  await first.locator('app-sound-form').screenshot({ path: `${outputDir}/sound.png` });
  await first.getByRole('link', { name: 'Inbox' }).click();

  await write('Anybody there?');
  await expect.poll(heard).toBe(2);
  await expect(icon(first)).toHaveAttribute('href', /^data:image\/svg.*%3E1%3C%2Ftext/);
  await expect(first).toHaveTitle(/^\(1\) Inbox/);

  // The tab that shows it marks it as read, so both have heard of it by then.
  await second.getByRole('option', { name: /Pelle/ }).click();
  await write('In front of you');
  await expect(second.getByRole('article').filter({ hasText: 'In front of you' })).toBeVisible();
  await expect(icon(first)).toHaveAttribute('href', /favicon\.svg$/);
  expect(await heard()).toBe(2);
  await second.getByRole('link', { name: 'Sent' }).first().click();
  await write('Last');
  await expect.poll(heard).toBe(3);
  await context.close();
});
