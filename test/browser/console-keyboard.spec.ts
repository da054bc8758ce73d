import { expect, type Locator, type Page, test } from '@playwright/test';
import { aPerson, PASSWORD, theOwner } from './support/company.js';

/** So many presses of the Tab key lead to everything on a page. */
const FAR = 60;

/** Goes on with the Tab key until something has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < FAR; presses++) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/** Opens a page of the console by its name. */
async function goTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { name, exact: true, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name, level: 1 })).toBeFocused();
}

test('staff do a day’s work with the keyboard: invite, help somebody in, deactivate, and find out who did what', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const owner = await theOwner(request);
  const brunhild = await aPerson(request, owner, 'Brunhild');
  const gudula = await aPerson(request, owner, 'Gudula');
  await owner.patch(`/admin/users/${gudula.id}`, { isStaff: true });
  const { items: roles } = await owner.get<{ items: { id: string; key: string }[] }>('/admin/roles');
  await owner.put(`/admin/users/${gudula.id}/roles/${roles.find(({ key }) => key === 'auditor')?.id}`);
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.addInitScript("addEventListener('pointerdown', () => sessionStorage.setItem('pointed', 'yes'), true)");
  const dialog = page.getByRole('dialog');

  await page.goto('/login');
  await expect(page.getByLabel('Username or email')).toBeFocused();
  await page.keyboard.type(gudula.username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('Escape');

  // Somebody is invited.
  await goTo(page, 'Invitations');
  await tabTo(page, page.getByRole('button', { name: 'Invite people' }).first());
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByLabel(/^Email addresses/));
  await page.keyboard.type('runa@parley.example');
  await tabTo(page, dialog.getByRole('button', { name: /^Create (invitation )?link/ }));
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('runa@parley.example')).toHaveValue(/\/register\?invite=/);
  await page.screenshot({ path: `${outputDir}/invited.png` });
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  // Somebody who is locked out gets a link.
  await goTo(page, 'People');
  await page.keyboard.press('/');
  await page.keyboard.type('brunhild');
  await tabTo(page, page.getByRole('button', { name: /Brunhild/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Brunhild Okafor', level: 1 })).toBeFocused();
  await tabTo(page, page.getByRole('tab', { selected: true }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Access' })).toHaveAttribute('aria-selected', 'true');
  await tabTo(page, page.getByRole('button', { name: /password link/i }));
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Password link')).toBeFocused();
  await expect(page.getByLabel('Password link')).toHaveValue(/\?token=/);

  // Their account ends.
  await tabTo(page, page.getByRole('tab', { selected: true }));
  await page.keyboard.press('End');
  await expect(page.getByRole('tab', { name: 'Danger zone' })).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Deactivate…' }));
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('button', { name: 'Deactivate' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Reactivate' })).toBeVisible();
  await expect(dialog).toHaveCount(0);

  // Who did that is on record.
  await goTo(page, 'Audit log');
  await page.keyboard.press('/');
  await page.keyboard.type(`target:${brunhild.username} actor:gudula`);
  await page.keyboard.press('Enter');
  const entries = page.getByRole('button', { name: /Gudula/ });
  await expect(entries).toHaveText([/Deactivated/, /password link/i]);
  await tabTo(page, entries.first());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('cell', { name: 'false' })).toBeVisible();
  await page.screenshot({ path: `${outputDir}/found.png` });
  expect(await page.evaluate("sessionStorage.getItem('pointed')")).toBeNull();
});
