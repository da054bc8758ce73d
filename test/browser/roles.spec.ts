import { expect, test } from '@playwright/test';
import { aPerson, signInAt, theOwner } from './support/company.js';

test('an owner makes a role and gives it; two who change it at once see both; what it lets people do comes and goes at once', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const owner = await theOwner(request);
  await aPerson(request, owner, 'Wiebke');
  const clerk = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'de-DE' })).newPage();
  await signInAt(clerk, 'wiebke', '/admin/invitations');
  await expect(clerk.getByRole('heading', { name: 'Diese Seite ist der Administration vorbehalten' })).toBeVisible();

  // What it is called on record follows its name; what it may do is chosen.
  const console = await (await browser.newContext()).newPage();
  await signInAt(console, 'ana', '/admin/roles');
  await console.getByRole('button', { name: 'Create role' }).click();
  const dialog = console.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Front desk');
  await expect(dialog.getByLabel('Key')).toHaveValue('front-desk');
  await dialog.getByLabel('Invite people and withdraw invitations').check();
  await console.screenshot({ path: `${outputDir}/new-role.png` });
  await dialog.getByRole('button', { name: 'Create role' }).click();
  await expect(console.getByText('Role created')).toBeVisible();
  await expect(console.getByRole('row', { name: /Front desk/ })).toContainText('1 more than members');
  await console.screenshot({ path: `${outputDir}/roles.png` });

  // Given beside the account; what somebody may do, and why, is said there too.
  await console.getByRole('link', { name: 'People' }).click();
  await console.getByRole('searchbox').fill('wiebke');
  await console.getByRole('button', { name: /Wiebke/ }).click();
  const peek = console.getByRole('complementary', { name: 'Account' });
  await peek.getByLabel('Front desk').check();
  await expect(console.getByText(/Wiebke Okafor.* is .*Front desk.* now/)).toBeVisible();
  await peek.getByText('What may they do?').click();
  await expect(peek.getByText('Invite people and withdraw invitations')).toBeVisible();
  await expect(peek.getByText('by Front desk')).toBeVisible();
  await console.screenshot({ path: `${outputDir}/held.png` });
  await clerk.reload();
  await expect(clerk.getByRole('heading', { name: 'Einladungen', exact: true })).toBeVisible();
  await expect(clerk.getByRole('link', { name: 'Einladungen', exact: true })).toBeVisible();
  await expect(clerk.getByRole('link', { name: 'Personen', exact: true })).toHaveCount(0);
  await clerk.screenshot({ path: `${outputDir}/clerk.png` });

  // Somebody else changes it while the dialog is open.
  await console.getByRole('link', { name: 'Roles' }).click();
  await console.getByRole('button', { name: /Front desk/ }).click();
  const { items } = await owner.get<{ items: { id: string; key: string }[] }>('/admin/roles');
  const role = items.find(({ key }) => key === 'front-desk');
  await owner.patch(`/admin/roles/${role?.id}`, { name: 'Reception' });
  await dialog.getByLabel('Name').fill('Front office');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Someone else changed this role meanwhile.');
  await expect(dialog.getByRole('cell', { name: 'Reception' })).toBeVisible();
  await console.screenshot({ path: `${outputDir}/both.png` });
  await dialog.getByRole('button', { name: 'Save yours' }).click();
  await expect(console.getByRole('row', { name: /Front office/ })).toBeVisible();

  // Deleted, it lets nobody do anything.
  await console.getByRole('button', { name: /Front office/ }).click();
  await dialog.getByRole('button', { name: 'Delete role' }).click();
  await console
    .getByRole('dialog', { name: /Delete the role/ })
    .getByRole('button', { name: 'Delete role' })
    .click();
  await expect(console.getByRole('row', { name: /Front office/ })).toHaveCount(0);
  await expect(clerk.getByRole('link', { name: 'Einladungen', exact: true })).toHaveCount(0);
  await clerk.reload();
  await expect(clerk.getByRole('heading', { name: 'Diese Seite ist der Administration vorbehalten' })).toBeVisible();
});
