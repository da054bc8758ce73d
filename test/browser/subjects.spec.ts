import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { aPerson, pageOf, type Person, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

test('an owner keeps the subjects of a group in order; a member sees it at once, and is told why not', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const sia = await aPerson(request, ana, 'Sia');
  const group = { kind: 'group', subject: 'Lock keepers', memberIds: [sia.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  const say = (person: Person, subject: string, body: string) =>
    person.post(`/conversations/${id}/messages`, { clientId: randomUUID(), subject, body });
  await say(ana, 'Paint', 'Two coats of **red**.');
  await say(sia, 'Budget', 'Four hundred for the gate.');
  await say(ana, 'Money', 'The bill came.');
  await say(sia, 'Rota', 'I take Sunday.');
  const wide = { viewport: { width: 1400, height: 900 } };
  const owner = await pageOf(browser, 'ana', `/chats/${id}`, wide);
  const member = await pageOf(browser, 'sia', `/chats/${id}`, wide);
  const row = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
  const list = (page: Page) => page.locator('app-subject-list');
  const choose = async (page: Page, subject: string, act: string) => {
    await list(page)
      .getByRole('button', { name: new RegExp(`Options for subject .?${subject}`) })
      .click();
    await page.getByRole('menuitem', { name: act }).click();
  };
  for (const page of [owner, member]) {
    const details = page.getByRole('button', { name: 'Details', exact: true });
    if ((await details.getAttribute('aria-pressed')) === 'false') await details.click();
    await expect(list(page).getByRole('listitem')).toHaveCount(4);
  }
  await expect(list(owner).getByRole('listitem').last()).toHaveText(/Paint\s*1\s*Two coats of red\./);

  // Renamed by the one, while the other reads it alone.
  await list(member)
    .getByRole('button', { name: /^Budget/ })
    .click();
  await expect(member.getByText('Only “Budget” is shown.')).toBeVisible();
  await choose(owner, 'Budget', 'Rename');
  await owner.getByRole('textbox', { name: 'Title' }).fill('Costs');
  await owner.screenshot({ path: `${outputDir}/rename.png` });
  await owner.keyboard.press('Enter');
  await expect(member.getByText('Only “Costs” is shown.')).toBeVisible();
  await expect(row(member, 'Four hundred')).toContainText('Costs');
  await expect(list(member).getByRole('button', { name: /^Costs/ })).toBeVisible();

  // Merged: asked first, then seen by who reads it alone.
  await choose(owner, 'Money', 'Rename');
  await owner.getByRole('textbox', { name: 'Title' }).fill('costs');
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('dialog')).toContainText('exists. Merge?');
  await owner.screenshot({ path: `${outputDir}/merge.png` });
  await owner.getByRole('button', { name: 'Merge' }).click();
  await expect(owner.getByText(/Merged into .*Costs/)).toBeVisible();
  await expect(row(member, 'The bill came')).toContainText('Costs');
  await expect(row(member, 'Four hundred')).toBeVisible();
  await expect(list(member).getByRole('button', { name: /^Costs/ })).toContainText('2');
  await member.getByRole('button', { name: 'Show all' }).click();

  // Resolved, and folded away for both.
  await choose(owner, 'Paint', 'Mark as resolved');
  await expect(list(member).getByRole('listitem')).toHaveCount(2);
  await list(member).getByRole('button', { name: 'Resolved (1)' }).click();
  await expect(list(member).getByRole('button', { name: /^Paint/ })).toBeVisible();
  await takePicture(member, 'subjects');
  await member.getByRole('button', { name: 'All subjects' }).click();
  await member.getByRole('menuitem', { name: 'Resolved (1)' }).click();
  await expect(member.getByRole('menuitemradio', { name: /Paint/ })).toBeVisible();
  await member.screenshot({ path: `${outputDir}/header.png` });
  await member.keyboard.press('Escape');
  await member.keyboard.press('Escape');

  // Moved by the keys alone.
  await row(owner, 'I take Sunday').focus();
  await row(owner, 'I take Sunday').hover();
  await row(owner, 'I take Sunday').getByRole('button', { name: 'More' }).click();
  await owner.getByRole('menuitem', { name: 'Move to subject…' }).click();
  await expect(owner.getByRole('dialog').getByRole('listitem')).toHaveCount(3);
  await owner.screenshot({ path: `${outputDir}/move.png` });
  await owner.keyboard.type('Weekend');
  await expect(owner.getByRole('button', { name: 'New subject “Weekend”' })).toBeVisible();
  await owner.keyboard.press('Enter');
  await expect(owner.getByText(/Moved to .*Weekend/)).toBeVisible();
  await expect(row(member, 'I take Sunday')).toContainText('Weekend');

  // A member is told why not.
  await list(member)
    .getByRole('button', { name: /Options for subject .?Costs/ })
    .click();
  await expect(member.getByRole('menuitem', { name: 'Rename' })).toHaveAttribute('aria-disabled', 'true');
  await expect(member.getByRole('menu')).toContainText('Only group owners and admins can do this');
  await member.screenshot({ path: `${outputDir}/why-not.png` });

  const phone = await pageOf(browser, 'sia', `/chats/${id}`, {
    viewport: { width: 390, height: 844 },
    locale: 'de-DE',
    colorScheme: 'dark',
    hasTouch: true,
    isMobile: true,
  });
  await phone.getByRole('button', { name: 'Alle Betreffe' }).click();
  await expect(phone.getByRole('menuitem', { name: 'Erledigt (1)' })).toBeVisible();
  await phone.screenshot({ path: `${outputDir}/phone-header.png` });
  await phone.keyboard.press('Escape');
  await phone.locator('html').evaluate((page) => page.setAttribute('dir', 'rtl'));
  await phone.getByRole('button', { name: 'Details', exact: true }).click();
  await expect(list(phone).getByRole('listitem')).toHaveCount(2);
  await list(phone).scrollIntoViewIfNeeded();
  await phone.screenshot({ path: `${outputDir}/phone-rtl.png` });
  for (const page of [owner, member, phone]) await page.context().close();
});
