import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { aPerson, signInAt, theOwner } from './support/company.js';

test('many messages of the inbox are selected, read, archived and deleted at once, and that is taken back', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const quentin = await aPerson(request, ana, 'Quentin');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: quentin.id });
  for (const n of [1, 2, 3, 4, 5])
    await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: `Letter ${n}` });
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, quentin.username, '/inbox');
  const row = (n: number) => page.locator('.mail').filter({ hasText: `Letter ${n}` });
  const bar = page.getByRole('toolbar', { name: 'Selected messages' });

  await row(5).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+X');
  await expect(bar).toContainText('3 selected');
  await row(1).click({ modifiers: ['ControlOrMeta'] });
  await expect(bar).toContainText('4 selected');
  await page.screenshot({ path: `${outputDir}/selected.png` });
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();

  await row(4).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await page.keyboard.press('Delete');
  await expect(row(2)).toBeFocused();
  await expect(page.getByText('2 messages deleted for you')).toBeVisible();
  await expect(row(2)).toBeFocused();
  await expect(row(4)).toBeHidden();
  await expect(row(3)).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(4)).toBeVisible();
  await expect(row(3)).toBeVisible();

  await row(2).hover();
  await page.locator('.place').filter({ hasText: 'Letter 2' }).getByRole('checkbox').check();
  await bar.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.locator('.mail.unread')).toHaveCount(3);
  await row(1).focus();
  await page.keyboard.press('x');
  await bar.getByRole('button', { name: 'Archive chats' }).click();
  await expect(page.getByText('1 chat archived')).toBeVisible();
  await page.context().close();
});
