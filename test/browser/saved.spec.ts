import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { aPerson, pageOf, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

test('somebody saves messages, finds them on every device and is reminded; nobody else sees it', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const sol = await aPerson(request, ana, 'Sol');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: sol.id });
  const say = (body: string) =>
    ana.post<{ seq: number }>(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  const { seq: first } = await say('The connectors arrive on **Thursday**.');
  const { seq: second } = await say('The price holds until Friday.');
  const chat = await pageOf(browser, 'sol', `/chats/${id}`);
  const list = await pageOf(browser, 'sol', '/saved');
  const sender = await pageOf(browser, 'ana', `/chats/${id}`);
  const row = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
  const openMenu = async (text: string) => {
    await row(chat, text).hover();
    await row(chat, text).getByRole('button', { name: 'More' }).click();
  };
  await expect(list.getByText('Nothing saved yet')).toBeVisible();
  await list.screenshot({ path: `${outputDir}/empty.png` });

  // Saved on one device, there on the other; the sender sees nothing of it.
  await openMenu('Thursday');
  await chat.getByRole('menuitem', { name: 'Save for later' }).click();
  await expect(row(chat, 'Thursday')).toHaveAccessibleName(/Saved/);
  await expect(list.getByRole('button', { name: /Ana Berg.*connectors arrive/ })).toBeVisible();
  await expect(row(sender, 'Thursday')).not.toHaveAccessibleName(/Saved/);

  // With the keyboard, to be reminded tomorrow.
  await row(chat, 'Friday').focus();
  await chat.keyboard.press('Enter');
  await expect(row(chat, 'Friday').getByRole('button', { name: 'Reply' })).toBeFocused();
  await row(chat, 'Friday').getByRole('button', { name: 'More' }).press('Enter');
  await chat.getByRole('menuitem', { name: 'Remind me…' }).press('Enter');
  const dialog = chat.getByRole('dialog', { name: 'Remind me' });
  await chat.screenshot({ path: `${outputDir}/when.png` });
  await dialog.getByRole('button', { name: /Tomorrow morning/ }).press('Enter');
  await expect(chat.getByText(/You'll be reminded/)).toBeVisible();
  await chat.keyboard.press('Escape');
  await chat.mouse.move(0, 0);
  const mail = list.getByRole('button', { name: /price holds/ });
  await expect(mail).toContainText('09:00');

  // A time of one's own; one that is over is refused.
  await openMenu('Thursday');
  await chat.getByRole('menuitem', { name: 'Remind me…' }).click();
  await dialog.getByLabel('Another time').fill('2020-01-01T08:00');
  await dialog.getByRole('button', { name: 'Set reminder' }).click();
  await expect(dialog).toContainText('Choose a time in the future.');
  await chat.screenshot({ path: `${outputDir}/pick.png` });
  await dialog.getByLabel('Another time').fill('2099-01-01T08:00');
  await dialog.getByRole('button', { name: 'Set reminder' }).click();
  await expect(list.getByRole('button', { name: /connectors arrive/ })).toContainText('1 Jan 2099');

  // The time comes: on any page, and it leads there.
  await chat.goto('/sent');
  await sol.put(`/conversations/${id}/messages/${second}/save`, {
    remindAt: new Date(Date.now() + 1_500).toISOString(),
  });
  const toast = chat.getByText(/Reminder: .*Ana Berg.*: .*The price holds until Friday/);
  await expect(toast).toBeVisible();
  await chat.screenshot({ path: `${outputDir}/due.png` });
  await chat.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(row(chat, 'Friday')).toBeFocused();
  await expect(mail).toContainText('Due', { timeout: 20_000 });
  await mail.click();
  await expect(list.getByText(/Due since/)).toBeVisible();
  await list.screenshot({ path: `${outputDir}/list.png` });
  await list.getByRole('button', { name: 'Remove reminder' }).click();
  await expect(mail).not.toContainText('Due');

  // Out of the list, and back by the toast.
  await list.getByRole('button', { name: 'Remove from Saved' }).click();
  await expect(mail).toBeHidden();
  await list.getByRole('button', { name: 'Undo' }).click();
  await expect(mail).toBeVisible();

  // What is deleted for everyone leaves at once.
  await ana.delete(`/conversations/${id}/messages/${first}?for=everyone`);
  await expect(list.getByRole('button', { name: /connectors arrive/ })).toBeHidden();

  const phone = await pageOf(browser, 'sol', '/saved', {
    viewport: { width: 390, height: 844 },
    locale: 'de-DE',
    colorScheme: 'dark',
    hasTouch: true,
    isMobile: true,
  });
  await expect(phone.getByRole('heading', { name: 'Gemerkt' })).toBeVisible();
  await expect(phone.getByRole('button', { name: /price holds/ })).toBeVisible();
  await takePicture(phone, 'saved-phone');
  for (const page of [chat, list, sender, phone]) await page.context().close();
});
