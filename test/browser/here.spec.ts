import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { barriersInBothSchemes } from './support/barriers.js';
import { aPerson, pageOf, type Person, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

const sayTo = (person: Person, id: string, body: string) =>
  person.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });

test('whoever is there is called with @here, and nobody who comes later', async ({ browser, playwright, baseURL }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const [hugo, ilse] = [await aPerson(request, ana, 'Hugo'), await aPerson(request, ana, 'Ilse')];
  const group = { kind: 'group', subject: 'Canteen', memberIds: [hugo.id, ilse.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  await sayTo(ana, id, 'Today there is soup.');
  const theirs = await pageOf(browser, hugo.username, '/mentions');
  const mine = await pageOf(browser, 'ana', `/chats/${id}`);
  const field = mine.getByLabel('Message Canteen');
  const chip = (page: Page) => page.getByRole('article').locator('.mention', { hasText: '@here' });
  const { id: hugosId } = hugo;
  await expect.poll(() => presenceOf(ana, hugosId)).toBe('active');

  await field.pressSequentially('Lunch, @her');
  const option = mine.getByRole('listbox', { name: 'People and teams to mention' }).getByRole('option');
  await expect(option).toHaveAccessibleName(/@here.*who is active now/);
  await takePicture(mine, 'here');
  await mine.screenshot({ path: `${outputDir}/completion.png` });
  await mine.keyboard.press('Enter');
  await mine.keyboard.type('in five minutes');
  await mine.keyboard.press('Enter');

  // It is in the list that is open, and set apart for whom it calls alone.
  await expect(theirs.getByRole('button', { name: /Lunch, @here in five minutes/ })).toBeVisible();
  await theirs.goto('/chats');
  await expect(theirs.getByRole('option', { name: /Canteen.*1 mention/ })).toBeVisible();
  await theirs.goto(`/chats/${id}`);
  await expect(chip(theirs)).toHaveClass(/\bme\b/);
  await expect(chip(mine)).not.toHaveClass(/\bme\b/);
  const late = await pageOf(browser, ilse.username, '/mentions');
  await expect(late.getByText('No mentions yet')).toBeVisible();
  await late.goto(`/chats/${id}`);
  await expect(chip(late)).not.toHaveClass(/\bme\b/);

  // Somebody who has it open while it is said sees it so at once.
  await sayTo(hugo, id, 'And coffee, @here');
  await expect(chip(late).last()).toHaveClass(/\bme\b/);
  await late.screenshot({ path: `${outputDir}/called.png` });
});

test('one level holds for all chats where nothing is chosen, on every device, and words of one’s own are marked', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const jonna = await aPerson(request, ana, 'Jonna');
  const group = { kind: 'group', subject: 'Harbour', memberIds: [jonna.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  await jonna.post('/conversations/read', {});
  const settings = await pageOf(browser, jonna.username, '/settings#notifications');
  const phone = await pageOf(browser, jonna.username, '/chats', { viewport: { width: 390, height: 844 } });
  const level = settings.getByLabel('What you are notified about');
  await sayTo(ana, id, 'The ferry is late.');
  await expect(phone).toHaveTitle(/^\(1\)/);

  await level.selectOption('Only mentions of me');
  await settings.getByLabel('Words that notify you').fill('pier 4, gauge');
  await settings.keyboard.press('Enter');

  // What was unread waits no more, on the other device too, and counts again where somebody is mentioned.
  await expect(phone).not.toHaveTitle(/^\(1\)/);
  await level.scrollIntoViewIfNeeded();
  await takePicture(settings, 'level-of-all-chats');
  await settings.screenshot({ path: `${outputDir}/settings.png` });
  expect(await barriersInBothSchemes(settings)).toEqual([]);
  await sayTo(ana, id, `@${jonna.username}: the **GAUGE** at Pier 4, not \`gauge\` nor gauges.`);
  await expect(phone).toHaveTitle(/^\(1\)/);

  // The chat says what holds there, and has one of its own.
  await phone.getByRole('option', { name: /Harbour/ }).click();
  await expect(phone.getByRole('article').last().locator('.mention.me')).toHaveText([/@Jonna/, 'GAUGE', 'Pier 4']);
  await phone.screenshot({ path: `${outputDir}/words-phone.png` });
  await settings.goto(`/chats/${id}`);
  await settings.getByRole('button', { name: 'Notifications' }).click();
  const choice = (name: string) => settings.getByRole('menuitemradio', { name });
  await expect(choice('Default (Only mentions of me)')).toHaveAttribute('aria-checked', 'true');
  await settings.screenshot({ path: `${outputDir}/menu.png` });
  await choice('All messages').click();
  await settings.getByRole('button', { name: 'Notifications' }).click();
  await expect(choice('All messages')).toHaveAttribute('aria-checked', 'true');
  await choice('Default (Only mentions of me)').click();
  await settings.getByRole('button', { name: 'Notifications' }).click();
  await expect(choice('Default (Only mentions of me)')).toHaveAttribute('aria-checked', 'true');
});

const presenceOf = async (viewer: Person, userId: string) =>
  (await viewer.get<{ presence: { state: string } }>(`/users/${userId}`)).presence.state;
