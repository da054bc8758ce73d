import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { aPerson, PASSWORD, type Person, theOwner } from './support/company.js';

let ana: Person;
let lou: Person;
let page: Page;

/** A group in which Ana has written this. */
async function groupWith(body: string): Promise<string> {
  const group = { kind: 'group', subject: 'Long reads', memberIds: [lou.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  return id;
}

const topOfMessage = (): Promise<number> =>
  page
    .getByRole('article')
    .last()
    .evaluate((element) => element.getBoundingClientRect().top);

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  ana = await theOwner(request);
  lou = await aPerson(request, ana, 'Lou');
  page = await (await browser.newContext()).newPage();
  await page.goto('/login');
  await page.getByLabel('Username or email').fill('lou');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/chats/);
});

test('who shows the whole of the newest message goes on reading where it was cut', async () => {
  const id = await groupWith(`${Array.from({ length: 1_500 }, (_, at) => `Word ${at}.`).join(' ')} The end.`);
  await page.goto(`/chats/${id}`);
  const more = page.getByRole('button', { name: 'Show more' });
  await expect(more).toBeInViewport();
  const before = await topOfMessage();

  await more.click();

  await expect(page.getByText('The end.')).toBeAttached();
  await expect(page.getByRole('button', { name: 'Show less' })).not.toBeInViewport();
  expect(await topOfMessage()).toBe(before);
});

for (const [script, letter, virama] of [
  ['Devanagari', 'क', '\u094d'],
  ['Sinhala', 'ක', '\u0dca'],
  ['Burmese', 'က', '\u1039'],
])
  test(`runs of viramas in ${script} stay inside their message, and their name inside the page`, async () => {
    const name = `Long ${letter}${String(virama).repeat(140)}`;
    const group = { kind: 'group', subject: name, memberIds: [lou.id] };
    const { id } = await ana.post<{ id: string }>('/conversations', group);
    const body = `${letter}${String(virama).repeat(2_000)}`;
    await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body, subject: name });
    await page.goto(`/chats/${id}`);
    await expect(page.getByRole('article').last()).toBeVisible();

    const widths = await page.evaluate<number[]>(`[document.documentElement, document.querySelector('.bub')]
      .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)`);

    expect(widths).toEqual([0, 0]);
  });

for (const [device, viewport] of [
  ['a desktop', { width: 1440, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
] as const)
  test(`who shows less of a message among many stays at its end, on ${device}`, async () => {
    await page.setViewportSize(viewport);
    const id = await groupWith('The first');
    const write = (body: string) =>
      ana.post<{ seq: number }>(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
    for (let at = 1; at < 60; at++) await write(`Short ${at}`);
    const { seq } = await write(Array.from({ length: 900 }, (_, at) => `Word ${at}.`).join(' '));
    for (let at = 61; at <= 110; at++) await write(`Short ${at}`);
    await page.goto(`/chats/${id}?at=${seq}`);
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect(page.getByText('Word 899.')).toBeAttached();
    const less = page.getByRole('button', { name: 'Show less' });
    await less.scrollIntoViewIfNeeded();
    await expect(less).toBeInViewport();
    const topOf = async (name: string) => (await page.getByRole('button', { name }).boundingBox())?.y;
    const before = await topOf('Show less');

    await less.click();

    await expect(page.getByRole('button', { name: 'Show more' })).toBeInViewport();
    expect(await topOf('Show more')).toBe(before);
  });
