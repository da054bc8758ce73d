import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { aPerson, pageOf, PASSWORD, type Person, theOwner } from './support/company.js';
import { Line } from './support/line.js';
import { takePicture } from './support/picture.js';

const say = (person: Person, id: string, body: string) =>
  person.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });

test('somebody is blocked: nothing of theirs comes any more, they see no difference, and the group folds them', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const owner = await theOwner(request);
  const rosa = await aPerson(request, owner, 'Rosa');
  const viktor = await aPerson(request, owner, 'Viktor');
  const { id } = await rosa.post<{ id: string }>('/conversations', { kind: 'direct', userId: viktor.id });
  const group = { kind: 'group', subject: 'Boat shed', memberIds: [rosa.id, viktor.id] };
  const { id: shed } = await owner.post<{ id: string }>('/conversations', group);
  await say(rosa, id, 'The shed is open on Monday.');
  await say(viktor, id, 'I will be there.');
  const hers = await pageOf(browser, 'rosa', `/chats/${id}`);
  const his = await pageOf(browser, 'viktor', `/chats/${id}`);
  const row = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
  const inList = (page: Page, name: RegExp) => page.getByRole('option', { name });

  // She is told what it does before she does it, and what he does not learn.
  const details = hers.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Block' }).click();
  const question = hers.getByRole('dialog', { name: /Block .*Viktor Okafor/ });
  await expect(question).toContainText("They aren't told and can't tell.");
  await hers.screenshot({ path: `${outputDir}/question.png` });
  await question.getByRole('button', { name: 'Block' }).click();
  await expect(hers.locator('app-closed-composer')).toContainText('You blocked this person.');

  // What he writes is sent as ever, for him alone.
  await his.getByRole('textbox', { name: /message/i }).fill('Are you there?');
  await his.keyboard.press('Enter');
  await expect(row(his, 'Are you there?')).toBeVisible();
  await expect(his.locator('app-message-row').last().getByRole('button', { name: /^sent/ })).toBeVisible();
  await say(viktor, shed, `Where is @rosa with the key?`);
  await expect(inList(hers, /Boat shed.*Message of somebody you blocked/)).toBeVisible();
  await expect(hers.getByText('Are you there?')).toHaveCount(0);
  await hers.screenshot({ path: `${outputDir}/blocked.png` });
  await his.screenshot({ path: `${outputDir}/unaware.png` });

  // In the group his message is folded; by key it is shown.
  await inList(hers, /Boat shed/).click();
  await expect(hers.getByText('Where is', { exact: false })).toHaveCount(0);
  const folded = row(hers, 'Message of somebody you blocked');
  await takePicture(hers, 'blocking');
  await folded.focus();
  await hers.keyboard.press('Enter');
  await expect(folded.getByRole('button', { name: 'Show' })).toBeFocused();
  await hers.keyboard.press('Enter');
  await expect(row(hers, 'Where is')).toBeFocused();

  // On her phone, in German and dark, also without a connection.
  const phone = await (
    await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'de-DE',
      colorScheme: 'dark',
      hasTouch: true,
      isMobile: true,
    })
  ).newPage();
  const line = await Line.of(phone);
  await phone.goto('/login');
  await phone.locator('input[autocomplete=username]').fill('rosa');
  await phone.locator('input[type=password]').fill(PASSWORD);
  await phone.keyboard.press('Enter');
  await phone.getByRole('option', { name: /Viktor Okafor/ }).click();
  await expect(phone.locator('app-closed-composer')).toContainText('Du hast diese Person blockiert.');
  await phone.screenshot({ path: `${outputDir}/phone.png` });
  await line.cut();
  await expect(phone.locator('app-closed-composer')).toContainText('Du hast diese Person blockiert.');
  await line.mend();

  // The settings list him; unblocked there, her other devices follow, and what was hidden stays so.
  await hers.goto('/settings');
  const list = hers.locator('app-blocked-list');
  await expect(list).toContainText('Viktor Okafor');
  await list.scrollIntoViewIfNeeded();
  await hers.screenshot({ path: `${outputDir}/settings.png` });
  await list.getByRole('button', { name: /Unblock .*Viktor Okafor/ }).click();
  await expect(list).toContainText("You haven't blocked anyone.");
  await expect(phone.locator('app-closed-composer')).toHaveCount(0);
  await say(viktor, id, 'Hello again.');
  await expect(row(phone, 'Hello again.')).toBeVisible();
  await expect(phone.getByText('Are you there?')).toHaveCount(0);

  // From the menu of the conversation, too.
  await hers.goto(`/chats/${shed}`);
  await inList(hers, /Viktor Okafor/).click({ button: 'right' });
  await hers.getByRole('menuitem', { name: 'Block' }).click();
  await hers.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await expect(phone.locator('app-closed-composer')).toBeVisible();
  await phone.locator('app-closed-composer').getByRole('button', { name: 'Nicht mehr blockieren' }).click();
  await expect(phone.locator('app-closed-composer')).toHaveCount(0);
});

test('what somebody blocked wrote in a group is folded where it is pinned, too, and not between the two', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const owner = await theOwner(request);
  const signe = await aPerson(request, owner, 'Signe');
  const torvald = await aPerson(request, owner, 'Torvald');
  const { id: direct } = await signe.post<{ id: string }>('/conversations', { kind: 'direct', userId: torvald.id });
  const group = { kind: 'group', subject: 'Slipway', memberIds: [signe.id, torvald.id] };
  const { id: slipway } = await owner.post<{ id: string }>('/conversations', group);
  for (const id of [direct, slipway]) {
    const message = { clientId: randomUUID(), body: 'The winch is mine.', subject: 'Whose winch' };
    const { seq } = await torvald.post<{ seq: number }>(`/conversations/${id}/messages`, message);
    await (id === slipway ? owner : signe).put(`/conversations/${id}/messages/${seq}/pin`);
  }
  await signe.put(`/users/${torvald.id}/block`);

  const page = await pageOf(browser, 'signe', `/chats/${slipway}`);
  const bar = page.locator('app-pin-bar');
  const list = page.getByRole('complementary', { name: 'Details' }).locator('app-pinned-list');
  for (const place of [bar, list]) await expect(place).toContainText('Message of somebody you blocked');
  for (const place of [bar, list]) await expect(place).not.toContainText(/winch/);
  await page.screenshot({ path: `${outputDir}/pinned.png` });

  await page.goto(`/chats/${direct}`);
  for (const place of [bar, list]) await expect(place).toContainText('The winch is mine.');

  await page.goto(`/chats/${slipway}`);
  await expect(bar).toContainText('Message of somebody you blocked');
  await signe.delete(`/users/${torvald.id}/block`);
  for (const place of [bar, list]) await expect(place).toContainText('The winch is mine.');
});

test('a row of mail that is folded because its writer is blocked shows neither its words nor its subject', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const owner = await theOwner(request);
  const solveig = await aPerson(request, owner, 'Solveig');
  const trygve = await aPerson(request, owner, 'Trygve');
  const group = { kind: 'group', subject: 'Rigging', memberIds: [solveig.id, trygve.id] };
  const { id } = await owner.post<{ id: string }>('/conversations', group);
  const message = { clientId: randomUUID(), body: 'It was not me.', subject: 'Whose knot' };
  await trygve.post(`/conversations/${id}/messages`, message);
  await solveig.put(`/users/${trygve.id}/block`);

  const page = await pageOf(browser, solveig.username, '/inbox');
  const row = page.locator('.mail').filter({ hasText: 'Trygve Okafor' });
  await expect(row).toContainText('Message of somebody you blocked');
  await expect(row).not.toContainText(/knot|not me/);

  await solveig.delete(`/users/${trygve.id}/block`);
  await expect(row).toContainText('Whose knot · It was not me.');
});
