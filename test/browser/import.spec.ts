import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { barriersInBothSchemes } from './support/barriers.js';
import { PASSWORD, signInAt, theOwner } from './support/company.js';
import { excess } from './support/layout.js';
import { takePicture } from './support/picture.js';

const COUNT = 10_000;
const SHOWN = '10,000';
/** As long as a job of so many may take where everything else goes on beside it. */
const JOB = { timeout: 240_000 };

/** People as an HR system would write them, and four rows that nobody can import. */
function staffList(): Buffer {
  const people = Array.from({ length: COUNT }, (_, n) => {
    const number = String(n + 1).padStart(5, '0');
    return `zorn${number};zorn${number}@parley.example;Zoë;Zorn ${number};Welder`;
  });
  const wrong = [
    'zorn00001;another@parley.example;Twice;Zorn;',
    'z w;zorn-space@parley.example;Space;Zorn;',
    'zorn-mail;not an address;Mail;Zorn;',
    'ana;ana@parley.example;Queen;Berg;',
  ];
  return Buffer.from(['Login;E-Mail;Vorname;Nachname;Funktion;Büro', ...people, ...wrong].join('\r\n'), 'latin1');
}

const choose = (page: Page, buffer: Buffer, name = 'staff.csv') =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });

test('10,000 people come from a file with errors; all who match are deactivated at once, restored, and it is on record', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  test.setTimeout(720_000);
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const owner = await theOwner(request);
  const keeper = {
    username: 'hildegund',
    email: 'hildegund@parley.example',
    firstName: 'Hildegund',
    lastName: 'Okafor',
  };
  // Made as an admin: somebody who became one would be told so, over what is to be pressed here.
  await owner.post('/admin/users', { ...keeper, password: PASSWORD, isStaff: true });
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await signInAt(page, 'hildegund', '/admin/people');

  // What is no table is refused where it was chosen.
  await page.getByRole('link', { name: 'Import' }).click();
  await choose(page, Buffer.from('PK\u0003\u0004'), 'people.xlsx');
  await expect(page.getByRole('alert')).toContainText('This is not a table of text');
  await page.screenshot({ path: `${outputDir}/upload.png` });

  // Columns are guessed; what is missing is said beside its field.
  await choose(page, staffList());
  await expect(page.getByLabel('Username')).toHaveValue('Login');
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Funktion');
  await expect(page.getByText('For example: ⁨Zoë⁩')).toBeVisible();
  await page.getByLabel('Email').selectOption('Not in the file');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('This is missing')).toBeVisible();
  await page.getByLabel('Email').selectOption('E-Mail');
  await expect(page.getByText('This is missing')).toHaveCount(0);
  expect(await barriersInBothSchemes(page)).toEqual([]);
  await page.screenshot({ path: `${outputDir}/columns.png` });
  await page.getByRole('button', { name: 'Check' }).click();

  const tiles = page.getByRole('status').getByRole('listitem');
  await expect(tiles).toHaveText([
    /10,000\s*new people/,
    /0\s*are updated/,
    /0\s*need no change/,
    /4\s*rows are left out/,
  ]);
  await expect(page.getByText('Line 10,002', { exact: true })).toBeVisible();
  await expect(page.getByText('Username: An earlier row is about the same person')).toBeVisible();
  await takePicture(page, 'import');
  await page.screenshot({ path: `${outputDir}/checked.png` });
  expect(await barriersInBothSchemes(page)).toEqual([]);
  // A reload changes nothing.
  await page.reload();
  const run = page.getByRole('button', { name: `Import ${SHOWN} people` });
  await expect(run).toBeVisible();
  await run.click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.screenshot({ path: `${outputDir}/running.png` });
  await expect(page.getByRole('heading', { name: 'Import finished' })).toBeVisible(JOB);
  await expect(page.getByText(`${SHOWN} accounts created`)).toBeVisible();
  await page.screenshot({ path: `${outputDir}/finished.png` });

  const saved = async (button: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    return (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\r\n');
  };
  const rejects = await saved('Download rows that were left out');
  expect(rejects).toHaveLength(5);
  expect(rejects[2]).toMatch(/^z w,zorn-space@parley\.example,Space,Zorn,,,10003,"username: A username has/);

  // Everybody who matches a filter is deactivated; nobody has to be loaded for it.
  await page.getByRole('link', { name: 'Done' }).click();
  await page.getByRole('searchbox').fill('zorn');
  await expect(page.getByText(`1–50 of ${SHOWN}`)).toBeVisible();
  await page.getByLabel('Select everyone on this page').check();
  await page.getByRole('button', { name: `Select all ${SHOWN} matching` }).click();
  await page.getByRole('button', { name: 'Deactivate' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(`${SHOWN} people will be changed`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Deactivate' }).click();

  // Closed meanwhile, it goes on, and is found again.
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await page.screenshot({ path: `${outputDir}/deactivating.png` });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('link', { name: 'Jobs' }).click();
  await page.getByRole('button', { name: `Deactivate ${SHOWN} people` }).click();
  await expect(dialog.getByText(`Done for ${SHOWN} people`)).toBeVisible(JOB);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog.getByRole('heading', { name: `Reactivate ${SHOWN} people` })).toBeVisible();
  await expect(dialog.getByText(`Done for ${SHOWN} people`)).toBeVisible(JOB);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row', { name: /Hildegund/ })).toHaveText([
    /Reactivate 10,000 people.*Hildegund.*Done/,
    /Deactivate 10,000 people.*Hildegund.*Done/,
    /Import 10,000 people.*Hildegund.*Done/,
  ]);
  await takePicture(page, 'jobs');
  expect(await barriersInBothSchemes(page)).toEqual([]);

  const hers = await (await browser.newContext()).newPage();
  await signInAt(hers, 'ana', '/admin/audit?q=actor:hildegund action:job.*');
  await expect(hers.getByRole('button', { name: /Hildegund.*Started a job/ })).toHaveCount(3);
  await hers.goto('/admin/audit?q=target:zorn10000');
  await expect(hers.getByText('Reactivated')).toBeVisible();
  await expect(hers.getByText('Created an account')).toBeVisible();
  await hers.getByRole('button', { name: 'Verify now' }).click();
  await expect(hers.getByText(/Nobody changed it: verified through entry 3\d,\d{3}/)).toBeVisible(JOB);
  await hers.close();

  // On a phone, in German and in the dark.
  const phone = await (
    await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'de-DE', colorScheme: 'dark' })
  ).newPage();
  await signInAt(phone, 'hildegund', '/admin/people/import');
  await choose(phone, staffList());
  await expect(phone.getByLabel('Vorname')).toHaveValue('Vorname');
  expect(await excess(phone)).toBe(0);
  await phone.screenshot({ path: `${outputDir}/phone-columns.png` });
  await phone.getByRole('button', { name: 'Prüfen' }).click();
  await expect(phone.getByRole('status').getByRole('listitem')).toHaveText([/0/, /0/, /10\.000\s*ohne Änderung/, /4/]);
  await expect(phone.getByText('Es gibt nichts zu importieren.')).toBeVisible();
  expect(await excess(phone)).toBe(0);
  await phone.screenshot({ path: `${outputDir}/phone-checked.png` });
});
