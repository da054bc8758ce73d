import { type BrowserContext, expect, test } from '@playwright/test';
import { PASSWORD, theOwner } from './support/company.js';
import { OwnServer } from './support/own-server.js';

test.describe.configure({ mode: 'serial' });

/** The last is written with combining accents, as some systems do. */
const NAMES = [
  ['zofia', 'Zofia', 'Wróńska'],
  ['laszlo', 'László', 'Őry'],
  ['stefan', 'Ștefan', 'Țepeș'],
  ['linh', 'Linh', 'Nguyễn'],
  ['celine', 'Céline', 'Nowak'.replace('a', 'a\u0328')],
] as const;

let server: OwnServer;

test.beforeAll(async ({ playwright, baseURL }) => {
  server = await OwnServer.start(Number(new URL(baseURL ?? '').port) + 1);
  const owner = await theOwner(await playwright.request.newContext({ baseURL: server.url }));
  for (const [username, firstName, lastName] of NAMES) {
    const account = { username, firstName, lastName, email: `${username}@parley.example`, password: PASSWORD };
    const { id: userId } = await owner.post<{ id: string }>('/admin/users', account);
    await owner.post('/conversations', { kind: 'direct', userId });
  }
});

test.afterAll(() => server.stop());

test('names of European and Vietnamese letters need one font file on every page', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: server.url });
  const fonts = loadedFonts(context);
  const page = await context.newPage();

  await page.goto('/login');
  await page.getByLabel('Username or email').fill('ana');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Zofia Wróńska').first()).toBeVisible();
  await page.goto('/admin/people');
  await expect(page.getByText('Zofia Wróńska').first()).toBeVisible();
  await page.evaluate('document.fonts.ready');

  expect(fonts).toEqual([expect.stringMatching(/inter-latin/)]);
});

/** The font files that its pages ask for, each once. */
function loadedFonts(context: BrowserContext): string[] {
  const files: string[] = [];
  context.on('request', (request) => {
    const url = request.url();
    if (url.endsWith('.woff2') && !files.includes(url)) files.push(url);
  });
  return files;
}
