import { type Browser, expect, type Page, test } from '@playwright/test';
import { aPerson, signInAt, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

async function signIn(browser: Browser, username: string, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, username, address);
  return page;
}

test('a group that its owner lists is found and joined by whoever wants to', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const ravi = await aPerson(request, ana, 'Ravi');
  const ulla = await aPerson(request, ana, 'Ulla');
  const group = { kind: 'group', subject: 'Running club', memberIds: [ravi.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  await ana.patch(`/conversations/${id}`, { description: 'Wednesdays after work, all speeds' });
  const hers = await signIn(browser, 'ana', `/chats/${id}`);

  await hers.getByRole('button', { name: 'Edit group' }).click();
  await hers.getByLabel('Anyone can find and join').check();
  await hers.getByRole('button', { name: 'Save' }).click();
  await expect(hers.getByText('You let everyone find and join the group').first()).toBeVisible();
  const ullas = await signIn(browser, ulla.username, '/chats');
  await ullas.getByRole('link', { name: 'Find groups' }).click();
  await ullas.getByRole('searchbox', { name: 'Search groups' }).fill('xyz');
  await expect(ullas.getByText('No group matches “xyz”.')).toBeVisible();
  await ullas.getByRole('searchbox', { name: 'Search groups' }).fill('run clu');
  await expect(ullas.getByText('Wednesdays after work, all speeds')).toBeVisible();
  await takePicture(ullas, 'groups');
  await ullas.getByRole('button', { name: 'Join Running club' }).click();

  await expect(ullas).toHaveURL(new RegExp(`/chats/${id}$`));
  await expect(ullas.getByRole('log').getByText('You joined the group')).toBeVisible();
  await expect(hers.getByRole('log').getByText(/Ulla.* joined the group/)).toBeVisible();
  await ullas.goto('/groups');
  await expect(ullas.getByRole('button', { name: 'Open Running club' })).toBeVisible();
});

test('whoever has the invite link of a group joins by it, until it is stopped', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const rolf = await aPerson(request, ana, 'Rolf');
  const kim = await aPerson(request, ana, 'Kim');
  const nia = await aPerson(request, ana, 'Nia');
  const group = { kind: 'group', subject: 'Book circle', memberIds: [rolf.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  const hers = await signIn(browser, 'ana', `/chats/${id}`);

  await hers.getByRole('button', { name: 'Make a link' }).click();
  const field = hers.getByRole('textbox', { name: 'Link' });
  const link = await field.inputValue();
  expect(link).toMatch(/^http.*\/join#[\w-]{43}$/);
  await hers.screenshot({ path: `${outputDir}/link.png` });
  const kims = await signIn(browser, kim.username, link);
  await expect(kims.getByRole('heading', { name: 'Book circle' })).toBeVisible();
  await kims.screenshot({ path: `${outputDir}/join.png` });
  await kims.getByRole('button', { name: 'Join' }).click();
  await expect(kims.getByRole('log').getByText('You joined the group')).toBeVisible();
  await kims.goto(link);
  await expect(kims.getByText("You're in this group already.")).toBeVisible();

  await hers.getByRole('button', { name: 'Stop', exact: true }).click();
  await hers.getByRole('button', { name: 'Stop link' }).click();
  await expect(hers.getByRole('button', { name: 'Make a link' })).toBeVisible();
  const nias = await signIn(browser, nia.username, link);
  await expect(nias.getByRole('heading', { name: "This link doesn't work" })).toBeVisible();
  await nias.screenshot({ path: `${outputDir}/broken.png` });
});

test('what each role may do in a group stands in a table', async ({ browser, playwright, baseURL }, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const runa = await aPerson(request, ana, 'Runa');
  const paola = await aPerson(request, ana, 'Paola');
  const group = { kind: 'group', subject: 'Rights', memberIds: [runa.id, paola.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  await ana.patch(`/conversations/${id}`, { postingBy: 'admins' });
  const page = await signIn(browser, runa.username, `/chats/${id}`);

  await page.getByRole('button', { name: 'Who can do what' }).click();

  const row = (name: string) => page.getByRole('dialog').getByRole('row', { name });
  await expect(row('Write messages').getByRole('cell')).toHaveText([/No/, /Yes/, /Yes/]);
  await expect(row('React, reply, leave').getByRole('cell')).toHaveText([/Yes/, /Yes/, /Yes/]);
  await expect(page.getByRole('button', { name: 'Make a link' })).toBeHidden();
  await page.screenshot({ path: `${outputDir}/rights.png` });
});
