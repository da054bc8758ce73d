import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { aPerson, pageOf, theOwner } from './support/company.js';

test('what is passed on stands in its box with its files, and names people as it did', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const [rieke, sam] = [await aPerson(request, ana, 'Rieke'), await aPerson(request, ana, 'Sam')];
  const { id: from } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: rieke.id });
  const { id: to } = await rieke.post<{ id: string }>('/conversations', { kind: 'direct', userId: sam.id });
  await rieke.post(`/conversations/${from}/messages`, { clientId: randomUUID(), body: 'Whom do I ask?' });
  const page = await pageOf(browser, 'rieke', `/chats/${from}`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'plan.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('the plan'),
  });
  await page.getByRole('textbox', { name: 'Message Ana Berg' }).fill('Ask @ana about it');
  await page.keyboard.press('Enter');
  const original = page.getByRole('article').filter({ hasText: 'about it' });
  await expect(original).toHaveAccessibleName(/plan\.txt.*(sent|delivered|read)$/);
  const { items } = await rieke.get<{ items: { seq: number }[] }>(`/conversations/${from}/messages?limit=1`);

  const forward = { conversationId: from, seq: items[0]?.seq };
  await rieke.post(`/conversations/${to}/messages`, { clientId: randomUUID(), body: 'Look at this', forward });
  await rieke.post(`/conversations/${to}/messages`, { clientId: randomUUID(), forward });
  const theirs = await pageOf(browser, 'sam', `/chats/${to}`);

  const box = theirs.getByRole('article').filter({ hasText: 'Look at this' }).locator('app-forwarded');
  await expect(box).toContainText('plan.txt');
  await expect(box.locator('.mention')).toHaveText('@Ana Berg');
  const alone = theirs.getByRole('article').last();
  await expect(alone.locator('.mention')).toHaveText('@Ana Berg');
  await expect(alone).toContainText('plan.txt');
  await theirs.screenshot({ path: `${outputDir}/box.png` });
  await expect(theirs.getByRole('option', { name: /Rieke/ })).toContainText('Ask @Ana Berg about it');
  await box.locator('.mention').click();
  await expect(theirs.getByRole('dialog')).toContainText('@ana');
});
