import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { aPerson, PASSWORD, signInAt, theOwner } from './support/company.js';

test('an owner of the organisation chooses a group for newcomers; whoever comes is in it, until it cannot be found', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const owner = await theOwner(request);
  const tamsin = await aPerson(request, owner, 'Tamsin');
  const group = { kind: 'group', subject: 'Harbour news', memberIds: [owner.id] };
  const { id } = await tamsin.post<{ id: string }>('/conversations', group);
  await tamsin.patch(`/conversations/${id}`, { listed: true });
  await tamsin.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'The crane is back.' });
  const console = await (await browser.newContext()).newPage();
  await signInAt(console, 'ana', '/admin/settings');
  const part = console.locator('app-newcomer-groups');

  // Found by a part of its name, and chosen by key; nothing holds before it is saved.
  await part.getByRole('searchbox', { name: 'Add a group' }).fill('harb');
  await expect(part.getByRole('button', { name: /Add .*Harbour news/ })).toBeInViewport();
  await console.screenshot({ path: `${outputDir}/found.png` });
  await console.keyboard.press('Enter');
  await expect(part.getByRole('button', { name: /Remove .*Harbour news/ })).toBeVisible();
  await expect(console.getByText('Unsaved changes')).toBeVisible();
  await console.getByRole('button', { name: 'Save' }).click();
  await expect(console.getByText('Settings saved')).toBeVisible();

  // Somebody new, on a phone.
  await aPerson(request, owner, 'Ulf');
  const phone = await (
    await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  ).newPage();
  await phone.goto('/login');
  await phone.locator('input[autocomplete=username]').fill('ulf');
  await phone.locator('input[type=password]').fill(PASSWORD);
  await phone.keyboard.press('Enter');
  await phone.getByRole('option', { name: /Harbour news/ }).click();
  await expect(phone.getByText('The crane is back.')).toBeVisible();
  await expect(phone.getByRole('log', { name: /Harbour news/ })).toContainText('You joined the group');
  await phone.screenshot({ path: `${outputDir}/phone.png` });

  // Once not everybody can find it, the settings say that it is passed over; in German, on a phone, in the dark.
  await tamsin.patch(`/conversations/${id}`, { listed: false });
  const german = await (
    await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'de-DE',
      colorScheme: 'dark',
      hasTouch: true,
      isMobile: true,
    })
  ).newPage();
  await german.goto('/login');
  await german.locator('input[autocomplete=username]').fill('ana');
  await german.locator('input[type=password]').fill(PASSWORD);
  await german.keyboard.press('Enter');
  await expect(german.getByRole('option').first()).toBeVisible();
  await german.goto('/admin/settings');
  const teil = german.locator('app-newcomer-groups');
  await expect(teil).toContainText('Diese Gruppe können nicht mehr alle finden.');
  await teil.scrollIntoViewIfNeeded();
  await german.screenshot({ path: `${outputDir}/passed-over.png` });
  await teil.getByRole('button', { name: 'Gruppe entfernen, die niemand mehr finden kann' }).click();
  await german.getByRole('button', { name: 'Speichern' }).click();
  await expect(german.getByText('Einstellungen gespeichert')).toBeVisible();
  await expect(teil.getByRole('listitem')).toHaveCount(0);
});
