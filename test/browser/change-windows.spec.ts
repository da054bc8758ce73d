import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { aPerson, signInAt, theOwner } from './support/company.js';

test('the organisation sets for how long people change what they wrote, and the menu says why not any more', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const wes = await aPerson(request, ana, 'Wes');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: wes.id });
  await wes.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Valve opens left' });
  const [hers, his] = [await (await browser.newContext()).newPage(), await (await browser.newContext()).newPage()];
  await signInAt(his, 'wes', `/chats/${id}`);
  const message = his.getByRole('article').filter({ hasText: 'Valve opens left' });
  const openMenu = async () => {
    await message.hover();
    await message.getByRole('button', { name: 'More' }).click();
  };

  await openMenu();
  await expect(his.getByRole('menuitem', { name: /^Edit/ })).toBeEnabled();
  await expect(his.getByRole('menuitem', { name: /^Delete for everyone/ })).toBeEnabled();

  await signInAt(hers, 'ana', '/admin/settings');
  for (const name of ['Delete own messages for everyone', 'Edit own messages']) {
    await hers.getByRole('group', { name }).getByRole('radio', { name: 'Never' }).check();
  }
  await hers.getByRole('group', { name: 'Edit own messages' }).scrollIntoViewIfNeeded();
  await hers.screenshot({ path: `${outputDir}/settings.png` });
  await hers.getByRole('button', { name: 'Save' }).click();
  await expect(hers.getByText('Settings saved')).toBeVisible();

  await his.reload();
  await openMenu();
  for (const name of [/^Edit/, /^Delete for everyone/]) {
    await expect(his.getByRole('menuitem', { name })).toBeDisabled();
    await expect(his.getByRole('menuitem', { name })).toContainText('Switched off here');
  }
  await his.screenshot({ path: `${outputDir}/menu.png` });
  await ana.patch('/admin/settings', { deleteWindow: '48h', editWindow: 'unlimited' });
});
