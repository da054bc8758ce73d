import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { aPerson, signInAt, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

test('whoever reads an edited message can see what it said before, with the mouse, the keyboard and on a phone', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const vera = await aPerson(request, ana, 'Vera');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: vera.id });
  const path = `/conversations/${id}/messages`;
  const { seq } = await ana.post<{ seq: number }>(path, {
    clientId: randomUUID(),
    subject: 'Launch',
    body: 'We meet at four, by the gate.',
  });
  await ana.patch(`${path}/${seq}`, { body: 'We meet at five, by the gate.' });
  await ana.patch(`${path}/${seq}`, { body: 'We meet at five, by the weir.' });
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, vera.username, `/chats/${id}`);
  const row = page.getByRole('article').filter({ hasText: 'by the weir' });
  const dialog = page.getByRole('dialog', { name: 'Earlier versions' });

  await row.getByRole('button', { name: 'edited, show what it said before' }).click();
  await expect(dialog.getByRole('listitem')).toHaveText([
    /Edited.*five, by the gateweir\./s,
    /Edited.*at fourfive, by the gate\./s,
    /Sent.*Launch\s*We meet at four, by the gate\./s,
  ]);
  await expect(dialog.locator('del')).toHaveText(['gate', 'four']);
  await expect(dialog.getByRole('region')).toBeFocused();
  await takePicture(page, 'versions');

  await page.keyboard.press('Escape');
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(row.getByRole('button', { name: 'Reply' })).toBeFocused();
  await row.getByRole('button', { name: 'More' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Earlier versions' }).press('Enter');
  await expect(dialog).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: `${outputDir}/versions-phone.png` });
  await page.keyboard.press('Escape');
  await expect.poll(() => row.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(true);
});
