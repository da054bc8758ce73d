import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { aPerson, pageOf, type Person, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

test('two people react to a message with the mouse, the keyboard and a finger, and see each other do it', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const rhea = await aPerson(request, ana, 'Rhea');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: rhea.id });
  const say = (person: Person, body: string) =>
    person.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  await say(ana, 'The new housing is on.');
  await say(rhea, 'Back within two millimetres.');
  const [theirs, mine] = await Promise.all([
    pageOf(browser, 'ana', `/chats/${id}`),
    pageOf(browser, 'rhea', `/chats/${id}`),
  ]);
  const row = (page: Page) => page.getByRole('article').filter({ hasText: 'housing is on' });
  const chip = (page: Page, emoji: string, count = 1) =>
    row(page).getByRole('button', { name: new RegExp(`^${emoji} ${count}\\b`) });
  const isMine = (of: ReturnType<typeof chip>, mine: boolean) =>
    expect(of).toHaveAttribute('aria-pressed', String(mine));

  // The tools of a message are the same for the mouse and for the keyboard.
  const tools = row(mine).getByRole('toolbar', { name: 'Message actions' }).getByRole('button');
  const named = () => tools.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')));
  await row(mine).hover();
  await expect(tools.first()).toBeVisible();
  const pointedAt = await named();
  await takePicture(mine, 'tools');
  await mine.mouse.move(0, 0);
  await expect(tools).toHaveCount(0);
  await row(mine).focus();
  await expect(tools.first()).toBeVisible();
  expect(await named()).toEqual(pointedAt);

  // With the mouse, one of the usual ones.
  await row(mine).hover();
  await row(mine).getByRole('button', { name: 'React', exact: true }).click();
  await mine.getByRole('menuitem', { name: 'React with 🎉' }).click();
  await isMine(chip(mine, '🎉'), true);
  await isMine(chip(theirs, '🎉'), false);
  await chip(theirs, '🎉').hover();
  await expect(chip(theirs, '🎉')).toHaveAccessibleName(/Rhea Okafor/);
  await chip(theirs, '🎉').click();
  await isMine(chip(mine, '🎉', 2), true);
  await mine.screenshot({ path: `${outputDir}/chips.png` });

  // With the keyboard: the second usual one by its number, any other by its name.
  await row(mine).focus();
  await mine.keyboard.press('+');
  await expect(mine.getByRole('menuitem', { name: 'React with 👍' })).toBeFocused();
  await mine.screenshot({ path: `${outputDir}/quick.png` });
  await mine.keyboard.press('2');
  await expect(chip(theirs, '❤️')).toBeVisible();
  await row(mine).focus();
  await mine.keyboard.press('Shift+R');
  await expect(mine.getByRole('menuitem', { name: 'React with 👍' })).toBeFocused();
  await mine.keyboard.press('ArrowLeft');
  await mine.keyboard.press('Enter');
  const picker = mine.getByRole('dialog', { name: 'React' });
  await expect(picker.getByRole('gridcell').first()).toBeVisible();
  await mine.screenshot({ path: `${outputDir}/picker.png` });
  await picker.getByRole('searchbox', { name: 'Search emoji' }).fill('rakete');
  await expect(picker.getByRole('gridcell').first()).toHaveAccessibleName('rocket');
  await mine.keyboard.press('ArrowDown');
  await mine.keyboard.press('Enter');
  await expect(chip(theirs, '🚀')).toBeVisible();
  await expect(row(mine)).toBeFocused();
  await mine.keyboard.press('ArrowRight');
  await mine.keyboard.press('Enter');
  await expect(chip(mine, '🎉')).toBeFocused();
  await isMine(chip(mine, '🎉'), false);
  await isMine(chip(theirs, '🎉'), true);

  // The skin tone is remembered, and so is what was used last.
  await row(mine).focus();
  await mine.keyboard.press('Enter');
  await expect(tools.first()).toBeFocused();
  await row(mine).getByRole('button', { name: 'More' }).press('Enter');
  await mine.getByRole('menuitem', { name: 'React…' }).press('Enter');
  await expect(picker.getByRole('tab', { name: 'Last used' })).toHaveAttribute('aria-selected', 'true');
  await picker.getByRole('radio', { name: 'Dark skin tone', exact: true }).click();
  await mine.keyboard.press('Escape');
  await mine.reload();
  await row(mine).hover();
  await row(mine).getByRole('button', { name: 'React', exact: true }).click();
  await mine.getByRole('menuitem', { name: 'React with 👍🏿' }).click();
  await expect(chip(theirs, '👍🏿')).toBeVisible();

  // Who reacted.
  await row(theirs).hover();
  await row(theirs).getByRole('button', { name: 'More' }).click();
  await theirs.getByRole('menuitem', { name: 'Who reacted' }).click();
  const who = theirs.getByRole('dialog', { name: 'Who reacted' });
  await expect(who.getByRole('listitem')).toContainText([/Ana Berg.*🎉/s, /Rhea.*❤️/s, /Rhea.*🚀/s, /Rhea.*👍🏿/s]);
  await theirs.screenshot({ path: `${outputDir}/who.png` });
  await theirs.keyboard.press('Escape');

  // Without a connection it is shown and goes out with the next one.
  await mine.context().setOffline(true);
  await chip(mine, '🎉').click();
  await isMine(chip(mine, '🎉', 2), true);
  await mine.context().setOffline(false);
  await isMine(chip(theirs, '🎉', 2), true);

  // With a finger, in the tone that was chosen on the other device.
  const phone = await pageOf(browser, 'rhea', `/chats/${id}`, {
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
  });
  const bubble = row(phone).getByText('housing is on');
  await expect(chip(phone, '🎉', 2)).toBeVisible();
  await bubble.click({ trial: true });
  const { x = 0, y = 0 } = (await bubble.boundingBox()) ?? {};
  const touch = await phone.context().newCDPSession(phone);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: x + 20, y: y + 8 }] });
  await phone.getByRole('menuitem', { name: 'React with 🙏' }).waitFor({ timeout: 5_000 });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await phone.screenshot({ path: `${outputDir}/long-press.png` });
  await phone.getByRole('menuitem', { name: 'React with 🙏🏿' }).tap();
  await expect(chip(theirs, '🙏🏿')).toBeVisible();
  await phone.screenshot({ path: `${outputDir}/phone.png` });
});
