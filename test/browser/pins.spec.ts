import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { aPerson, pageOf, type Person, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

test('an owner pins messages for a group; a member finds them at the top, goes there and back, and may not pin', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const pia = await aPerson(request, ana, 'Pia');
  const group = { kind: 'group', subject: 'Weir crew', memberIds: [pia.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  const say = (person: Person, body: string) =>
    person.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  await say(ana, 'The valve opens to the **left**.');
  await say(ana, 'Keys are in the blue box.');
  for (let n = 1; n <= 40; n++) await say(n % 2 === 0 ? ana : pia, `Reading ${n} is fine.`);
  for (const person of [ana, pia]) await person.put(`/conversations/${id}/read`, { seq: 43 });
  const owner = await pageOf(browser, 'ana', `/chats/${id}`);
  const member = await pageOf(browser, 'pia', `/chats/${id}`);
  const row = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
  const bar = (page: Page) => page.locator('app-pin-bar').getByRole('region', { name: 'Pinned messages' });
  const menuOf = async (page: Page, text: string) => {
    await row(page, text).hover();
    await row(page, text).getByRole('button', { name: 'More' }).click();
  };

  // Pinned by the one, seen at once by the other.
  await menuOf(owner, 'Reading 40 is fine');
  await owner.getByRole('menuitem', { name: 'Pin for everyone' }).click();
  await expect(bar(member)).toContainText('Reading 40 is fine.');
  await ana.put(`/conversations/${id}/messages/2/pin`);
  await expect(bar(member)).toContainText('Pinned 1 of 2');
  await expect(bar(member)).toContainText('The valve opens to the left.');

  // There and back.
  await bar(member)
    .getByRole('button', { name: /The valve opens/ })
    .click();
  await expect(row(member, 'The valve opens')).toBeFocused();
  await member.screenshot({ path: `${outputDir}/there.png` });
  await bar(member).getByRole('button', { name: 'Back' }).click();
  await expect(row(member, 'Reading 40 is fine')).toBeInViewport();
  await bar(member).getByRole('button', { name: 'Next pinned message' }).click();
  await expect(bar(member)).toContainText('Pinned 2 of 2');

  // A member is told why not.
  await menuOf(member, 'Reading 40 is fine');
  const item = member.getByRole('menuitem', { name: /Unpin/ });
  await expect(item).toHaveAttribute('aria-disabled', 'true');
  await expect(item).toContainText('Only group owners and admins can pin');
  await member.screenshot({ path: `${outputDir}/menu.png` });
  await member.keyboard.press('Escape');

  // The list in the details, where the owner unpins.
  const details = owner.getByRole('complementary', { name: 'Details' });
  await expect(details.getByRole('heading', { name: /Pinned messages 2/ })).toBeVisible();
  await details.getByRole('button', { name: /^Ana.*The valve opens/ }).click();
  await expect(row(owner, 'The valve opens')).toBeFocused();
  await takePicture(owner, 'pins');
  await details
    .getByRole('button', { name: /Unpin message from .*Ana Berg/ })
    .first()
    .click();
  await expect(bar(member)).not.toContainText('The valve opens');

  // Without a connection what was listed is still there.
  await member.context().setOffline(true);
  await expect(bar(member)).toContainText('Reading 40 is fine.');
  await member.context().setOffline(false);

  const phone = await pageOf(browser, 'pia', `/chats/${id}`, {
    viewport: { width: 390, height: 844 },
    locale: 'de-DE',
    colorScheme: 'dark',
    hasTouch: true,
    isMobile: true,
  });
  await expect(phone.locator('app-pin-bar section')).toContainText('Reading 40 is fine.');
  await phone.screenshot({ path: `${outputDir}/phone.png` });
  for (const page of [owner, member, phone]) await page.context().close();
});
