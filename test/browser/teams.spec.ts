import { type Browser, expect, type Page, test } from '@playwright/test';
import { barriersInBothSchemes } from './support/barriers.js';
import { aPerson, pageOf, PASSWORD, type Person, signInAt, theOwner, withoutUndo } from './support/company.js';
import { excess } from './support/layout.js';
import { takePicture } from './support/picture.js';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

test('staff make a team, somebody mentions it, and who is in it hears of it; two who change it at once see both', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  test.setTimeout(120_000);
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const owner = await theOwner(request);
  const [keeper, writer, member] = [
    await aPerson(request, owner, 'Yusuf'),
    await aPerson(request, owner, 'Svenja'),
    await aPerson(request, owner, 'Isolde'),
  ];
  await owner.patch(`/admin/users/${keeper.id}`, { isStaff: true });
  const { id: group } = await writer.post<{ id: string }>('/conversations', {
    kind: 'group',
    subject: 'Turbine 7',
    memberIds: [member.id, keeper.id],
  });

  // Nobody has a team yet: the page says what one is for. The key follows the name.
  const console = await pageOf(browser, 'yusuf', '/admin/teams');
  await expect(console.getByRole('heading', { name: 'No teams yet' })).toBeVisible();
  await console.getByRole('button', { name: 'Create team' }).click();
  const dialog = console.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Night crew');
  await expect(dialog.getByLabel('Key')).toHaveValue('night-crew');
  await dialog.getByLabel('What it is for').fill('Keeps the turbines running after ten.');
  await dialog.getByLabel('Key').fill('svenja');
  await dialog.getByLabel('Add people').fill('isold');
  await expect(dialog.getByRole('button', { name: /Add .*Isolde/ })).toBeVisible();
  await console.screenshot({ path: `${outputDir}/new-team.png` });
  await console.keyboard.press('Enter');
  await expect(dialog.getByText('1 person in this team')).toBeVisible();

  // A key that is somebody's username is refused beside its field.
  await dialog.getByRole('button', { name: 'Create team' }).click();
  await expect(dialog.getByText('A team or a person already has this key. Choose another.')).toBeVisible();
  await dialog.getByLabel('Key').fill('night-crew');
  await dialog.getByRole('button', { name: 'Create team' }).click();
  await expect(console.getByText('Team created')).toBeVisible();
  await expect(console.getByRole('row', { name: /Night crew/ })).toContainText('@night-crew');
  const found = await barriersInBothSchemes(console);
  await takePicture(console, 'teams');
  await console.screenshot({ path: `${outputDir}/teams.png` });
  await phonesInGerman(browser, outputDir);

  // By keys alone: the team stands among what one can mention.
  const theirs = await pageOf(browser, 'isolde', '/chats', PHONE);
  const mine = await pageOf(browser, 'svenja', '/chats');
  await withoutUndo(mine);
  await mine.goto(`/chats/${group}`);
  const field = mine.getByRole('textbox', { name: /Message/ });
  await field.pressSequentially('Gauge 4 is stuck, @nigh');
  const option = mine.getByRole('option', { name: /Night crew/ });
  await expect(option).toContainText('@night-crew · 1 person');
  await mine.screenshot({ path: `${outputDir}/completion.png` });
  await mine.keyboard.press('Enter');
  await mine.keyboard.press('Enter');
  const chip = mine.locator('.mention');
  await expect(chip).toHaveText('@Night crew');
  await expect(chip).not.toHaveClass(/\bme\b/);

  // On the phone of somebody who is in it: a mark beside the chat, the team set apart, and who is in it.
  await expect(theirs.getByRole('option', { name: /Turbine 7.*1 mention/ })).toBeVisible();
  await theirs.screenshot({ path: `${outputDir}/phone-list.png` });
  await theirs.getByRole('option', { name: /Turbine 7/ }).click();
  const marked = theirs.locator('.mention.me');
  await expect(marked).toHaveText('@Night crew');
  await marked.click();
  const card = theirs.getByRole('dialog', { name: 'Night crew' });
  await expect(card.getByText('You are in this team')).toBeVisible();
  await theirs.screenshot({ path: `${outputDir}/phone-card.png` });
  found.push(...(await barriersInBothSchemes(theirs)));
  await card.getByRole('button', { name: /Isolde/ }).click();
  await expect(theirs.getByRole('dialog', { name: 'Isolde Okafor' })).toBeVisible();

  await changedAtOnce(console, keeper, outputDir);
  await leftByMistake(console);
  await onThePageOfAPerson(console, member, outputDir);

  // Deleted, it is text again wherever it stands.
  await console.getByRole('link', { name: 'Teams' }).click();
  await console
    .getByRole('row', { name: /Late crew/ })
    .getByRole('button')
    .click();
  await dialog.getByRole('button', { name: 'Delete team' }).click();
  const sure = console.getByRole('dialog', { name: /Delete the team/ });
  await expect(sure).toContainText('mentions nobody any more');
  await sure.getByRole('button', { name: 'Delete team' }).click();
  await expect(console.getByRole('heading', { name: 'No teams yet' })).toBeVisible();
  await mine.reload();
  await expect(mine.getByText('Gauge 4 is stuck, @night-crew', { exact: true })).toBeVisible();
  await expect(mine.locator('.mention')).toHaveCount(0);
  expect(found).toEqual([]);
});

test('who puts many people into a team sees each of them come', async ({ playwright, baseURL, browser }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const owner = await theOwner(request);
  const names = ['Abelone', 'Borghild', 'Cornelis', 'Dagrun', 'Eskil', 'Friedlinde', 'Gudmund', 'Haldis'];
  for (const firstName of names) {
    const username = `crew.${firstName.toLowerCase()}`;
    const email = `${username}@parley.example`;
    await owner.post('/admin/users', { username, email, firstName, lastName: 'Crew', password: PASSWORD });
  }
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, 'ana', '/admin/teams');
  await page.getByRole('button', { name: 'Create team' }).click();
  const dialog = page.getByRole('dialog');

  for (const name of names) {
    await dialog.getByLabel('Add people').fill(name);
    await expect(dialog.getByRole('button', { name: new RegExp(`Add .*${name}`) })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: new RegExp(`Remove .*${name}`) })).toBeInViewport({ ratio: 1 });
  }

  await expect(dialog.getByText('8 people in this team')).toBeVisible();
});

/** The page and the form on a phone, in German. */
async function phonesInGerman(browser: Browser, outputDir: string): Promise<void> {
  const phone = await pageOf(browser, 'yusuf', '/admin/teams', { ...PHONE, locale: 'de-DE', colorScheme: 'dark' });
  await phone.getByRole('button', { name: /Night crew/ }).click();
  await expect(phone.getByRole('dialog').getByText('1 Person in diesem Team')).toBeVisible();
  expect(await excess(phone)).toBe(0);
  await phone.screenshot({ path: `${outputDir}/phone-form.png` });
  await phone.context().close();
}

/** Somebody else changes it while the dialog is open: both versions stand side by side. */
async function changedAtOnce(console: Page, keeper: Person, outputDir: string): Promise<void> {
  const dialog = console.getByRole('dialog');
  await console.getByRole('button', { name: /Night crew/ }).click();
  const { items } = await keeper.get<{ items: { id: string; key: string }[] }>('/admin/teams');
  const team = items.find(({ key }) => key === 'night-crew');
  await keeper.patch(`/admin/teams/${team?.id}`, { name: 'Night shift', userIds: [] });
  await dialog.getByLabel('Name', { exact: true }).fill('Late crew');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Someone else changed this team meanwhile.');
  await expect(dialog.getByRole('cell', { name: 'Night shift' })).toBeVisible();
  await expect(dialog.getByRole('cell', { name: 'Nobody' })).toBeVisible();
  await console.screenshot({ path: `${outputDir}/both.png` });
  await dialog.getByRole('button', { name: 'Save yours' }).click();
  await expect(console.getByRole('row', { name: /Late crew/ })).toContainText('1');
}

/** A row opens wherever it is clicked; what is typed there is not thrown away without a question. */
async function leftByMistake(console: Page): Promise<void> {
  const dialog = console.getByRole('dialog', { name: 'Late crew' });
  const sure = console.getByRole('dialog', { name: 'Discard unsaved changes?' });
  await console
    .getByRole('row', { name: /Late crew/ })
    .getByRole('cell')
    .last()
    // What lies over it is the name.
    .click({ force: true });
  await expect(dialog).toBeVisible();
  await console.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await console.getByRole('button', { name: /Late crew/ }).click();
  await dialog.getByLabel('What it is for').fill('Whoever is up');
  await console.keyboard.press('Escape');
  await sure.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByLabel('What it is for')).toHaveValue('Whoever is up');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await sure.getByRole('button', { name: 'Discard changes' }).click();
  await expect(dialog).toHaveCount(0);
}

/** The teams of somebody stand on their page, and lead to all who are in one. */
async function onThePageOfAPerson(console: Page, member: Person, outputDir: string): Promise<void> {
  await console.goto(`/admin/people/${member.id}`);
  await console.getByRole('tab', { name: 'Roles and teams' }).click();
  await console.getByRole('button', { name: /Remove from .*Late crew/ }).click();
  await expect(console.getByText('In no team.')).toBeVisible();
  await console.getByLabel('Add to a team').selectOption({ label: 'Late crew' });
  await expect(console.getByRole('link', { name: 'Late crew' })).toBeVisible();
  await console.screenshot({ path: `${outputDir}/person.png` });
  await console.getByRole('link', { name: 'Late crew' }).click();
  await expect(console.getByRole('button', { name: /Change filter: Team/ })).toContainText('Late crew');
  await expect(console.getByRole('button', { name: /Isolde/ })).toBeVisible();
  await expect(console.getByRole('button', { name: /Svenja/ })).toHaveCount(0);
  await console.screenshot({ path: `${outputDir}/filter.png` });
}
