import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { aPerson, signInAt, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

test('mail of one subject stands together where the newest of it does, is unfolded, and selected as one', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const [ronja, rufus] = [await aPerson(request, ana, 'Ronja'), await aPerson(request, ana, 'Rufus')];
  const { id } = await rufus.post<{ id: string }>('/conversations', { kind: 'direct', userId: ronja.id });
  for (const [subject, body] of [
    ['Sluice gate', 'It sticks.'],
    ['Holidays', 'I am away in May.'],
    ['Sluice gate', 'It sticks again.'],
    ['Sluice gate', 'A new hinge is here.'],
  ] as const) {
    await rufus.post(`/conversations/${id}/messages`, { clientId: randomUUID(), subject, body });
  }
  const page = await (await browser.newContext()).newPage();
  const rows = (where: Page) => where.locator('.mail');
  await signInAt(page, 'ronja', '/inbox');
  await expect(rows(page)).toHaveCount(4);

  await page.getByRole('button', { name: 'Group by subject' }).click();
  await expect(rows(page)).toHaveText([/Sluice gate.*A new hinge/, /Holidays/]);
  await page.screenshot({ path: `${outputDir}/folded.png` });

  // With the keyboard: unfolded, read, folded, selected whole.
  await rows(page).first().press('ArrowRight');
  await expect(rows(page)).toHaveText([/A new hinge/, /sticks again/, /It sticks\./, /Holidays/]);
  await rows(page).nth(2).press('Enter');
  await expect(page.getByRole('region', { name: 'Message' }).getByText('It sticks.', { exact: true })).toBeVisible();
  await takePicture(page, 'by-subject');
  await page.getByRole('button', { name: '3 messages' }).click();
  await expect(rows(page)).toHaveCount(2);
  await rows(page).first().press('x');
  await expect(page.getByText('3 selected')).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(page.getByText('3 messages deleted for you')).toBeVisible();
  await expect(rows(page)).toHaveText([/Holidays/]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page)).toHaveCount(2);

  await page.reload();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('link', { name: 'Sent' }).first().click();
  await expect(page.getByRole('button', { name: 'Group by subject' })).toHaveAttribute('aria-pressed', 'true');

  // So it is on every device.
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'de-DE' })).newPage();
  await signInAt(phone, 'ronja', '/inbox');
  await expect(rows(phone)).toHaveCount(2);
  await phone.getByRole('button', { name: '3 Nachrichten' }).click();
  await expect(rows(phone)).toHaveCount(4);
  await phone.screenshot({ path: `${outputDir}/phone.png` });
});
