import { expect, test } from '@playwright/test';
import { barriers } from './support/barriers.js';
import { aPerson, signInAt, theOwner } from './support/company.js';

test('an auditor follows what is done, finds it again, sees what it changed, and downloads it; others do not', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const owner = await theOwner(request);
  const ragna = await aPerson(request, owner, 'Ragna');
  const bodil = await aPerson(request, owner, 'Bodil');
  const phone = { viewport: { width: 390, height: 844 }, locale: 'de-DE', colorScheme: 'dark' } as const;
  const handheld = await (await browser.newContext(phone)).newPage();
  await signInAt(handheld, 'ragna', '/admin/audit');
  await expect(handheld.getByRole('heading', { name: 'Diese Seite ist der Administration vorbehalten' })).toBeVisible();
  const { items } = await owner.get<{ items: { id: string; key: string }[] }>('/admin/roles');
  const auditor = items.find(({ key }) => key === 'auditor');
  await owner.put(`/admin/users/${ragna.id}/roles/${auditor?.id}`);

  // What is done meanwhile comes by itself, within seconds.
  const desk = await (await browser.newContext()).newPage();
  await signInAt(desk, 'ragna', '/admin/audit?q=target:bodil');
  const log = desk.getByRole('region', { name: 'Audit log' });
  await expect(log.getByRole('button', { name: /Created an account/ })).toBeVisible();
  await owner.patch(`/admin/users/${bodil.id}`, { isActive: false });
  await expect(log.getByRole('button', { name: /Deactivated/ })).toBeVisible();

  // What it changed, from where, and its place.
  await log.getByRole('button', { name: /Deactivated/ }).click();
  await expect(log.getByRole('row', { name: 'isActive true false' })).toBeVisible();
  await expect(desk.getByRole('status').filter({ hasText: 'Nobody changed it' })).toBeVisible();
  await desk.screenshot({ path: `${outputDir}/entry.png` });
  for (const colorScheme of ['light', 'dark'] as const) {
    await desk.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await barriers(desk)).toEqual([]);
  }
  await desk.emulateMedia({ colorScheme: 'light' });

  // From one entry to all of its kind, by buttons and by words; the address keeps it.
  await log.getByRole('button', { name: 'All acts of this kind' }).click();
  await expect(desk).toHaveURL(/q=target:bodil\+?(%20)?action:user.deactivated/);
  await desk.getByRole('button', { name: 'Remove the filter target:bodil' }).click();
  await desk.getByRole('button', { name: 'Sign-ins' }).click();
  await expect(log.getByRole('button', { name: /Signed in/ }).first()).toBeVisible();
  const field = desk.getByRole('searchbox', { name: 'Search the audit log' });
  await expect(field).toHaveValue('action:session.*');
  await field.fill('nothing-like-this');
  await field.press('Enter');
  await expect(desk.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await desk.screenshot({ path: `${outputDir}/nothing.png` });
  await field.fill('colour:red');
  await field.press('Enter');
  await expect(desk.getByRole('alert')).toContainText('Filters are actor: action:');
  await field.fill('actor:ana bodil');
  await field.press('Enter');
  await expect(log.getByRole('button', { name: /Deactivated/ })).toBeVisible();
  await desk.screenshot({ path: `${outputDir}/found.png` });

  // Exactly this as a file.
  const download = desk.waitForEvent('download');
  await desk.getByRole('button', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toBe('audit.csv');
  await expect(desk.getByText('Downloaded. This is on record too.')).toBeVisible();

  await handheld.goto('/admin/audit');
  await expect(handheld.getByRole('heading', { name: 'Protokoll' })).toBeVisible();
  await handheld
    .getByRole('button', { name: /Deaktiviert/ })
    .first()
    .click();
  await expect(handheld.getByText('Platz in der Kette')).toBeVisible();
  await handheld.screenshot({ path: `${outputDir}/phone.png` });
  await handheld.locator('html').evaluate((root) => root.setAttribute('dir', 'rtl'));
  await handheld.screenshot({ path: `${outputDir}/phone-rtl.png` });

  // A right that ends is gone at once.
  await owner.delete(`/admin/users/${ragna.id}/roles/${auditor?.id}`);
  await desk.reload();
  await expect(desk.getByRole('heading', { name: /for administrators/i })).toBeVisible();
});
