import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { aPerson, PASSWORD, theOwner } from './support/company.js';
import { Line } from './support/line.js';

test('a group that one was removed from and added to again while away is open with what it is now', async ({
  page,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const uma = await aPerson(request, ana, 'Uma');
  const group = { kind: 'group', subject: 'Swing shift', memberIds: [uma.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  const say = (body: string) => ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  const row = (text: string) => page.getByRole('article').filter({ hasText: text });
  await say('Before the break');
  const line = await Line.of(page);
  await page.goto('/login');
  await page.getByLabel('Username or email').fill('uma');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('option', { name: /Swing shift/ }).click();
  await expect(row('Before the break')).toBeVisible();
  await uma.patch(`/conversations/${id}/me`, { pinned: true });
  await expect(page.getByRole('option', { name: /Swing shift.*pinned/ })).toBeVisible();
  await line.cut();
  await ana.delete(`/conversations/${id}/members/${uma.id}`);
  await ana.post(`/conversations/${id}/members`, { userIds: [uma.id] });
  await say('Welcome back');
  // A connection that came back sooner would still be told of it.
  await expect(page.getByText(/You are offline/).first()).toBeVisible();

  await line.mend();

  await expect(row('Welcome back')).toBeVisible({ timeout: 40_000 });
  await say('And on it goes');
  await expect(row('And on it goes')).toBeVisible();
});
