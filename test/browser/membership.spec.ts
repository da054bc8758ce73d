import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { aPerson, type Person, signInAt, theOwner } from './support/company.js';
import { Line } from './support/line.js';

test('a group that one was removed from and added to again while away is open with what it is now', async ({
  page,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const uma = await aPerson(request, ana, 'Uma');
  const group = { kind: 'group', subject: 'Swing shift', memberIds: [uma.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  const say = (body: string) => ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  const row = (text: string) => page.getByRole('article').filter({ hasText: text });
  await say('Before the break');
  const line = await Line.of(page);
  await signInAt(page, 'uma', '/login');
  await page.getByRole('option', { name: /Swing shift/ }).click();
  await expect(row('Before the break')).toBeVisible();
  await uma.patch(`/conversations/${id}/me`, { pinned: true });
  await expect(page.getByRole('option', { name: /Swing shift.*pinned/ })).toBeVisible();
  await line.cut();
  await ana.delete(`/conversations/${id}/members/${uma.id}`);
  await ana.post(`/conversations/${id}/members`, { userIds: [uma.id] });
  await say('Welcome back');
  // A connection that came back sooner would still be told of it.
  await expect(page.getByText(/You are offline/).first()).toBeVisible();

  await line.mend();

  await expect(row('Welcome back')).toBeVisible({ timeout: 40_000 });
  await say('And on it goes');
  await expect(row('And on it goes')).toBeVisible();
});

test.describe('somebody in groups of somebody else', () => {
  test.describe.configure({ mode: 'serial' });

  let ana: Person;
  let ylvi: Person;
  let page: Page;
  let line: Line;

  test.beforeAll(async ({ browser, playwright, baseURL }) => {
    const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
    ana = await theOwner(request);
    ylvi = await aPerson(request, ana, 'Ylvi');
    page = await (await browser.newContext()).newPage();
    line = await Line.of(page);
    await signInAt(page, 'ana', '/chats');
    await expect(page.getByRole('navigation').first()).toBeVisible();
  });
  test.afterAll(() => page.context().close());

  test('a group says who came and went, and is gone at once for who was removed from it', async () => {
    const me = ana.id;
    const group = { kind: 'group', subject: 'Night shift', memberIds: [me] };
    const { id } = await ylvi.post<{ id: string }>('/conversations', group);
    await page.getByRole('option', { name: /Night shift/ }).click();
    await expect(page.getByText(/Ylvi Okafor.* created the group “.*Night shift.*”/).last()).toBeVisible();
    await ylvi.patch(`/conversations/${id}/members/${me}`, { role: 'admin' });
    await expect(page.getByText(/Ylvi Okafor.* made you an admin/).last()).toBeVisible();

    await ylvi.delete(`/conversations/${id}/members/${me}`);

    await expect(page.getByText(/You don't have access to this conversation/)).toBeVisible();
    await expect(page.getByRole('option', { name: /Night shift/ })).toHaveCount(0);
  });

  test('what one was writing in a group that one is removed from can be copied, and waits in Drafts', async () => {
    const group = { kind: 'group', subject: 'Late shift', memberIds: [ana.id] };
    const { id } = await ylvi.post<{ id: string }>('/conversations', group);
    await page.getByRole('option', { name: /Late shift/ }).click();
    await page.getByRole('textbox', { name: 'Message Late shift' }).fill('Before I go home');

    await ylvi.delete(`/conversations/${id}/members/${ana.id}`);

    await expect(page.getByRole('heading', { name: "You're no longer in this group" })).toBeVisible();
    // Whoever was typing goes on for a moment.
    await expect(page.getByRole('textbox', { name: 'Your unsent message' })).toBeFocused();
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Your unsent message' })).toHaveValue('Before I go home');
    await page.getByRole('button', { name: 'Copy' }).click();
    await expect(page.getByText('Copied')).toBeVisible();
    await page.getByRole('link', { name: 'Drafts' }).first().click();
    await page.getByRole('link', { name: /Late shift.*Before I go home/ }).click();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(page.getByText('Before I go home')).toBeHidden();
  });

  test('a group that one was removed from while away is gone when the connection is back', async () => {
    const { id } = await ylvi.post<{ id: string }>('/conversations', {
      kind: 'group',
      subject: 'Day shift',
      memberIds: [ana.id],
    });
    const option = page.getByRole('option', { name: /Day shift/ });
    await expect(option).toBeVisible();
    await line.cut();
    await ylvi.delete(`/conversations/${id}/members/${ana.id}`);
    await line.mend();

    await expect(option).toHaveCount(0, { timeout: 40_000 });
  });
});
