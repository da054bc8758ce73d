import { expect, test } from '@playwright/test';
import { aPerson, signInAt, theOwner } from './support/company.js';

test('what one writes is formatted by buttons and keys, and code is copied', async ({
  page,
  context,
  playwright,
  baseURL,
}, { outputDir }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const fenna = await aPerson(request, ana, 'Fenna');
  // Notes to oneself, so that nobody has anything unread.
  const { id } = await fenna.post<{ id: string }>('/conversations', { kind: 'direct', userId: fenna.id });
  await signInAt(page, fenna.username, `/chats/${id}`);
  const field = page.getByRole('textbox', { name: /^Message / });
  const bar = page.getByRole('toolbar', { name: 'Formatting' });
  await expect(field).toBeVisible();
  await expect(page.locator('app-composer').getByText(/^Message .*Fenna/)).toBeVisible();

  // Keys work without the bar; undo takes back the marks, and the text stays.
  await field.fill('The pump is loud');
  await field.press('Shift+Control+ArrowLeft');
  await page.keyboard.press('Control+B');
  await expect(field).toHaveValue('The pump is **loud**');
  await page.keyboard.press('Control+B');
  await expect(field).toHaveValue('The pump is loud');
  await page.keyboard.press('Control+Z');
  await expect(field).toHaveValue('The pump is **loud**');
  await page.keyboard.press('Control+Z');
  await expect(field).toHaveValue('The pump is loud');

  // The bar is shown until it is hidden, also after the page was loaded anew.
  await page.getByRole('button', { name: 'Formatting' }).click();
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+A');
  await bar.getByRole('button', { name: 'Strikethrough' }).click();
  await expect(field).toHaveValue('~~The pump is loud~~');
  await page.screenshot({ path: `${outputDir}/bar.png` });
  await page.reload();
  await expect(bar).toBeVisible();
  await bar.getByRole('button', { name: 'Bold' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(bar.getByRole('button', { name: 'Italic' })).toBeFocused();
  await page.getByRole('button', { name: 'Formatting' }).click();
  await expect(bar).toHaveCount(0);

  // A block of lines, which is sent and copied as it was typed.
  await field.fill('let a = 1;\nlet b = 2;');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+E');
  await expect(field).toHaveValue('```\nlet a = 1;\nlet b = 2;\n```');
  await field.fill('```ts\nlet a = 1;\nlet b = 2;\n```');
  await page.keyboard.press('Enter');
  const row = page.getByRole('article').filter({ hasText: 'let b' });
  await expect(row.locator('.hljs-keyword').first()).toHaveText('let');
  await row.locator('pre').hover();
  await page.screenshot({ path: `${outputDir}/code.png` });
  await row.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe('let a = 1;\nlet b = 2;\n');

  // The same in a new message.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New message' }).first().click();
  const body = page.getByRole('dialog').getByLabel('Message', { exact: true });
  await body.fill('one\ntwo');
  await body.press('Control+A');
  await page.getByRole('dialog').getByRole('button', { name: 'List' }).click();
  await expect(body).toHaveValue('- one\n- two');
  await body.press('Control+Z');
  await expect(body).toHaveValue('one\ntwo');
  await page.screenshot({ path: `${outputDir}/compose.png` });
});
