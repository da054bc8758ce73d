import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { PASSWORD, theOwner } from './support/company.js';
import { keptBodies } from './support/device.js';
import { OwnServer } from './support/own-server.js';

let server: OwnServer;

/** As an operator would: with whose the files are. */
const copy = (from: string, to: string) => execFileSync('cp', ['-a', from, to]);

test.afterAll(() => server.stop());

test('a server that is put back to a backup shows everybody what it has, and nothing that it lost', async ({
  browser,
  playwright,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const port = Number(new URL(baseURL ?? '').port) + 1;
  server = await OwnServer.start(port);
  const { folder, url } = server;
  const backup = `${folder}-backup`;
  const ana = await theOwner(await playwright.request.newContext({ baseURL: url }));
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: ana.id });
  const write = (body: string, subject?: string) =>
    ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body, ...(subject && { subject }) });
  await write('Before the backup');
  const page = await (await browser.newContext({ baseURL: url })).newPage();
  await page.goto('/login');
  await page.getByLabel('Username or email').fill('ana');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.goto(`/chats/${id}`);
  const row = (text: string) => page.getByRole('article').filter({ hasText: text });
  await expect(row('Before the backup')).toBeVisible();
  await server.halt();
  copy(folder, backup);
  server = await OwnServer.start(port, folder);
  for (const text of ['Lost one', 'Lost two', 'Lost three']) await write(text);
  await expect(row('Lost three')).toBeVisible();
  await expect.poll(() => keptBodies(page, ana.id, id)).toContain('Lost three');
  await page.getByRole('textbox', { name: /^Message/ }).fill('Still being written');

  await server.halt();
  await rm(folder, { recursive: true });
  copy(backup, folder);
  await rm(backup, { recursive: true });
  server = await OwnServer.start(port, folder);
  for (const text of ['Written anew', 'And another']) await write(text);

  await expect(row('And another')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('The server was restored to an earlier state.')).toBeVisible();
  await expect(page.getByText(/^Lost/)).toHaveCount(0);
  const now = ['Before the backup', 'Written anew', 'And another'];
  expect(await page.getByRole('article').count()).toBe(now.length);
  await expect(page.getByRole('textbox', { name: /^Message/ })).toHaveValue('Still being written');
  await expect.poll(() => keptBodies(page, ana.id, id)).toEqual(now);
  await page.reload();
  await expect(row('And another')).toBeVisible();
  await expect(page.getByText(/^Lost/)).toHaveCount(0);
});
