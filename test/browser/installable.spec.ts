import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { aPerson, signInAt, theOwner } from './support/company.js';

interface Manifest {
  readonly id: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
  readonly shortcuts: readonly { readonly name: string; readonly url: string }[];
}

// What is shared with the app is taken by its worker.
test.use({ serviceWorkers: 'allow' });

/** As the system hands it over: a page is opened with a form that nobody sees. */
const share = (page: Page, fields: object): Promise<unknown> =>
  page.evaluate(`(() => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: '/compose', enctype: 'multipart/form-data' });
    for (const [name, value] of Object.entries(${JSON.stringify(fields)}))
      form.append(Object.assign(document.createElement('input'), { name, value }));
    const files = Object.assign(document.createElement('input'), { type: 'file', name: 'files' });
    const chosen = new DataTransfer();
    chosen.items.add(new File(['Within two millimetres'], 'gauge.txt', { type: 'text/plain' }));
    files.files = chosen.files;
    form.append(files);
    document.body.append(form);
    form.submit();
  })()`);

test('the app can be installed, and its icons and shortcuts are what they say', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  await aPerson(request, ana, 'Quirina');
  const manifest = (await (await request.get('/manifest.webmanifest')).json()) as Manifest;

  expect(manifest.id).toBe('/');
  expect(manifest.icons.map(({ purpose = 'any' }) => purpose)).toContain('maskable');
  for (const { src, sizes } of manifest.icons.filter(({ src: file }) => file.endsWith('.png'))) {
    const { width, height } = await sharp(await (await request.get(src)).body()).metadata();
    expect(`${width}x${height}`, src).toBe(sizes);
  }

  const page = await (await browser.newContext()).newPage();
  await signInAt(page, 'quirina', '/login');
  await expect(page).toHaveURL(/chats/);
  for (const { name, url } of manifest.shortcuts) {
    await page.goto(url);
    await expect(page).toHaveTitle(new RegExp(url === '/compose' ? '^Chats' : `^${name}`));
  }
  await page.goto('/compose');
  await expect(page.getByRole('dialog', { name: 'New message' })).toBeVisible();
  await page.context().close();
});

test('what another app shares is a new message with its words and files, which nobody has before it is sent', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const ragnhild = await aPerson(request, ana, 'Ragnhild');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: ragnhild.id });
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Welcome' });
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await signInAt(page, 'ragnhild', '/login');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expect
    .poll(() => page.evaluate<boolean>('Boolean(navigator.serviceWorker.controller)'), { timeout: 45_000 })
    .toBe(true);

  await share(page, { title: 'Gauge 4', text: 'Look at this', url: 'https://example.org/4' });

  const dialog = page.getByRole('dialog', { name: 'New message' });
  await expect(dialog.getByRole('textbox', { name: 'Subject' })).toHaveValue('Gauge 4');
  await expect(dialog.getByRole('textbox', { name: 'Message' })).toHaveValue('Look at this\nhttps://example.org/4');
  await expect(dialog.getByText('gauge.txt').first()).toBeVisible();
  await expect(page).toHaveURL(/\/chats$/);
  await page.screenshot({ path: `${outputDir}/shared.png` });

  // It is there once.
  await page.goto('/compose');
  await expect(dialog.getByRole('textbox', { name: 'Subject' })).toHaveValue('');
  await page.context().close();
});

test('the settings offer to install it once the browser does', async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  await aPerson(request, ana, 'Sigrun');
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, 'sigrun', '/login?next=/settings%23install');
  const section = page.locator('#install');
  await expect(section).toContainText('Open the menu of your browser');

  await page.evaluate(`
    self.asked = 0;
    dispatchEvent(Object.assign(new Event('beforeinstallprompt'), { prompt: async () => void self.asked++ }));
  `);
  await section.getByRole('button', { name: 'Install Parley' }).click();

  expect(await page.evaluate('self.asked')).toBe(1);
  await page.evaluate("dispatchEvent(new Event('appinstalled'))");
  await expect(section).toContainText('Parley is installed on this device.');
  await page.context().close();
});
