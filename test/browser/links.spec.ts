import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { aPerson, signInAt, theOwner } from './support/company.js';

async function signIn(browser: Browser, username: string, address: string): Promise<Page> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await signInAt(page, username, address);
  return page;
}

test('a copied link opens at its message for whoever may read it, signed in or not, and for nobody else', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const lena = await aPerson(request, ana, 'Lena');
  const oleg = await aPerson(request, ana, 'Oleg');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: lena.id });
  for (let n = 1; n <= 120; n++) {
    const body = n === 20 ? 'The one that is meant' : `No ${n}`;
    await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  }
  const hers = await signIn(browser, 'ana', `/chats/${id}?at=20`);
  const row = (page: Page) => page.getByRole('article').filter({ hasText: 'The one that is meant' });

  await row(hers).hover();
  await row(hers).getByRole('button', { name: 'More' }).click();
  await hers.getByRole('menuitem', { name: 'Copy link' }).click();
  await expect(hers.getByText('Link copied. Everyone in this chat can open it.')).toBeVisible();
  const link = await hers.evaluate<string>('navigator.clipboard.readText()');

  expect(link).toBe(`${baseURL}/chats/${id}?at=20`);
  await expect(row(await signIn(browser, lena.username, link))).toBeInViewport();
  const his = await signIn(browser, oleg.username, link);
  await expect(his.getByRole('main')).toContainText('Conversation not found');
});
