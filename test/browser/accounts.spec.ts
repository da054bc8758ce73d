import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { aPerson, PASSWORD, signInAt, theOwner } from './support/company.js';
import { excess } from './support/layout.js';

const COUNT = 54;

test('people are filtered, sorted and selected across pages; what is refused is said of each; an address shows the same list', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const owner = await theOwner(request);
  const keeper = await aPerson(request, owner, 'Ottoline');
  await owner.patch(`/admin/users/${keeper.id}`, { isStaff: true });
  const make = (n: number) => {
    const username = `quist${String(n).padStart(2, '0')}`;
    const account = { username, email: `${username}@parley.example`, firstName: 'Pia', password: PASSWORD };
    return owner.post('/admin/users', {
      ...account,
      lastName: `Quist ${String(n).padStart(2, '0')}`,
      isStaff: n === COUNT,
    });
  };
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await Promise.all([
    signInAt(page, 'ottoline', '/admin/people'),
    ...Array.from({ length: COUNT }, (_, i) => make(i + 1)),
  ]);
  await page.getByRole('searchbox').fill('qiust');
  const rows = page.getByRole('row', { name: /Quist/ });
  await expect(rows).toHaveCount(50);
  await expect(page.getByText('1–50 of 54')).toBeVisible();
  await page.getByRole('button', { name: 'Name' }).click();
  await expect(page).toHaveURL(/search=qiust&sort=name/);

  // A filter is added, changed and removed, and going back undoes it.
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Status' }).click();
  await page.getByLabel('Deactivated').check();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('heading', { name: 'No matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Change filter: Status: ⁨Deactivated⁩' }).click();
  await page.getByLabel('Not here yet').check();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(rows).toHaveCount(50);
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Joined' }).click();
  await page.getByLabel('From').fill('2026-01-01');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Joined: ⁨since')).toBeVisible();
  await page.screenshot({ path: `${outputDir}/filters.png` });
  await page.goBack();
  await expect(page.getByText('Joined: ⁨since')).toHaveCount(0);
  await expect(page).toHaveURL(/status=invited/);

  // By keys: a row, two further, and all between.
  await page.getByRole('button', { name: 'Pia Quist 03' }).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+X');
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('51–54 of 54')).toBeVisible();
  await page.getByLabel('Select ⁨Pia Quist 54⁩').check();
  await expect(page.getByText('3 selected')).toBeVisible();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${outputDir}/page-2.png` });

  // One of them is an admin, whom only owners change.
  await page.getByRole('button', { name: 'Deactivate' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: 'Deactivate 3 people?' })).toBeVisible();
  await expect(dialog.getByText('2 people will be changed')).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveText([/Pia Quist 54\s*This account belongs to an admin or owner/]);
  await page.screenshot({ path: `${outputDir}/asked.png` });
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(dialog.getByText('Done for 2 people')).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveText([/Pia Quist 54\s*This account belongs to an admin or owner/]);
  await page.screenshot({ path: `${outputDir}/refused.png` });
  await dialog.getByRole('button', { name: 'Retry failed' }).click();
  await expect(dialog.getByText('Done for 0 people')).toBeVisible();
  await expect(dialog.getByText('Not done for 1 person:')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: 'Pia Quist 54' })).toBeFocused();

  // What was begun is found again, by everybody who looks after accounts.
  await page.getByRole('link', { name: 'Jobs' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Deactivate' })).toHaveText([
    /Deactivate 1 person.*not done for 1/,
    /Deactivate 3 people.*Ottoline.*Done.*not done for 1/,
  ]);
  await page.screenshot({ path: `${outputDir}/jobs.png` });
  await page.goto('/admin/people?search=quist&status=deactivated&sort=-name');
  await expect(rows.getByRole('rowheader')).toHaveText([/Quist 04/, /Quist 03/]);

  // Everybody who matches, whatever is on the page; and a view under a name, on every device.
  await page.getByLabel('Select everyone on this page').check();
  await page.getByRole('button', { name: 'Remove filter: Status: ⁨Deactivated⁩' }).click();
  await expect(page.getByText('selected')).toHaveCount(0);
  await page.getByLabel('Select everyone on this page').check();
  await page.getByRole('button', { name: 'Select all 54 matching' }).click();
  await expect(page.getByText('54 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await dialog.getByLabel('Name').fill('The Quists');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('View saved')).toBeVisible();

  // Owners save the list as a file.
  const hers = await (await browser.newContext()).newPage();
  await signInAt(hers, 'ana', '/admin/people?search=quist&status=deactivated');
  await expect(hers.getByText('1–2 of 2')).toBeVisible();
  await hers.getByRole('button', { name: 'Save as CSV' }).click();
  const saved = hers.waitForEvent('download');
  await hers.getByRole('dialog').getByRole('button', { name: 'Save as CSV' }).click();
  const file = await readFile(await (await saved).path(), 'utf8');
  expect(file.split('\r\n').map((line) => line.split(',')[1])).toEqual(['username', 'quist03', 'quist04', undefined]);
  expect(file.startsWith('\uFEFFid,')).toBe(true);

  // A role is given to both at once, and that is taken back.
  await hers.getByLabel('Select everyone on this page').check();
  await hers.getByRole('button', { name: 'Role…' }).click();
  const ask = hers.getByRole('dialog');
  await ask.getByRole('combobox', { name: 'Role' }).selectOption('Auditor');
  await hers.screenshot({ path: `${outputDir}/role.png` });
  await ask.getByRole('button', { name: 'Continue' }).click();
  await expect(ask.getByRole('heading', { name: 'Give 2 people the role ⁨Auditor⁩?' })).toBeVisible();
  await expect(ask.getByText('2 people will be changed')).toBeVisible();
  await ask.getByRole('button', { name: 'Give role' }).click();
  await expect(ask.getByText('Done for 2 people')).toBeVisible();
  await ask.getByRole('button', { name: 'Undo' }).click();
  await expect(ask.getByRole('heading', { name: 'Take a role from 2 people' })).toBeVisible();
  await expect(ask.getByText('Done for 2 people')).toBeVisible();
  await hers.close();

  // On a phone, in German and in the dark.
  const phone = await (
    await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'de-DE', colorScheme: 'dark' })
  ).newPage();
  await signInAt(phone, 'ottoline', '/admin/people?status=deactivated&search=quist');
  await phone.getByLabel('Pia Quist 03⁩ auswählen').check();
  await expect(phone.getByText('1 ausgewählt')).toBeVisible();
  expect(await excess(phone)).toBe(0);
  await phone.screenshot({ path: `${outputDir}/phone.png` });
  await phone.getByRole('button', { name: 'Gespeicherte Ansichten' }).click();
  await phone.getByRole('menuitem', { name: 'The Quists', exact: true }).click();
  await expect(phone.getByText('1–50 von 54')).toBeVisible();
});
