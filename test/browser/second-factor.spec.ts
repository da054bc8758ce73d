import { createHmac } from 'node:crypto';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { barriers, barriersInBothSchemes } from './support/barriers.js';
import { aPerson, PASSWORD, type Person, signInAt, theOwner } from './support/company.js';
import { withDatabase } from './support/database.js';
import { OwnServer } from './support/own-server.js';
import { takePicture } from './support/picture.js';

let server: OwnServer;
let owner: Person;

test.beforeAll(async ({ playwright, baseURL }) => {
  const port = Number(new URL(baseURL ?? '').port) + 1;
  server = await OwnServer.start(port, undefined, { PUBLIC_URL: `http://localhost:${port}` });
  owner = await theOwner(await playwright.request.newContext({ baseURL: server.url }));
});
test.afterAll(() => server.stop());

test('somebody sets up an authenticator app and signs in with its code, on a trusted device without', async ({
  browser,
  playwright,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ baseURL: server.url });
  await aPerson(request, owner, 'Runa');
  const page = await freshPage(browser);
  await signInAt(page, 'runa', '/settings');
  const found: string[] = [];

  // The app learns the secret; a code that it does not show changes nothing.
  await page.getByRole('button', { name: 'Set up…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible();
  const secret = await dialog.getByLabel('Secret').inputValue();
  await dialog.getByRole('textbox', { name: 'Code' }).fill('12');
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await expect(dialog.getByText('This code is wrong or was already used.')).toBeVisible();
  found.push(...(await barriers(page)));
  await page.screenshot({ path: `${outputDir}/set-up.png` });
  await takePicture(page, 'second-factor-set-up');
  await dialog.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, -1));

  // The codes for when it is lost are shown until they are kept.
  const done = dialog.getByRole('button', { name: 'Done' });
  await expect(done).toBeDisabled();
  const codes = await dialog.getByRole('listitem').allInnerTexts();
  expect(codes).toHaveLength(10);
  found.push(...(await barriers(page)));
  await page.screenshot({ path: `${outputDir}/codes.png` });
  await page.keyboard.press('Escape');
  await dialog.getByLabel('I have kept these codes').check();
  await done.click();
  await expect(page.getByText('10 codes left')).toBeVisible();
  await page.getByRole('heading', { name: 'Second factor' }).scrollIntoViewIfNeeded();
  found.push(...(await barriersInBothSchemes(page)));
  await page.screenshot({ path: `${outputDir}/settings.png` });
  await takePicture(page, 'second-factor');

  // Elsewhere the password is not enough; a wrong code keeps the place, a pasted one needs no button.
  const elsewhere = await freshPage(browser);
  await signInAnew(elsewhere, 'runa', '/settings');
  await expect(elsewhere.getByRole('heading', { name: /authenticator app/ })).toBeVisible();
  await expect(elsewhere.getByRole('textbox', { name: 'Code' })).toBeFocused();
  found.push(...(await barriersInBothSchemes(elsewhere)));
  await elsewhere.screenshot({ path: `${outputDir}/code.png` });
  await takePicture(elsewhere, 'second-step');
  await elsewhere.getByRole('textbox', { name: 'Code' }).fill('000 000');
  await expect(elsewhere.getByText('This code is wrong or was already used.')).toBeVisible();
  await expect(elsewhere.getByRole('textbox', { name: 'Code' })).toBeFocused();
  await elsewhere.getByLabel('Trust this device').check();
  const code = codeOf(secret, 0);
  await elsewhere.getByRole('textbox', { name: 'Code' }).fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await expect(elsewhere).toHaveURL(/\/settings$/);
  await expect(elsewhere.getByRole('heading', { name: 'Second factor' })).toBeVisible();
  await signOut(elsewhere);
  await signInAnew(elsewhere, 'runa', '/chats');
  await expect(elsewhere).not.toHaveURL(/login/);

  // Without the app a recovery code does; it is spent.
  const third = await freshPage(browser, { viewport: { width: 390, height: 844 } });
  await signInAt(third, 'runa', '/settings');
  await third.getByRole('button', { name: 'Use a recovery code' }).click();
  await third.screenshot({ path: `${outputDir}/recovery-phone.png` });
  await third.getByRole('textbox', { name: 'Recovery code' }).fill(codes[0] ?? '');
  await third.getByRole('button', { name: 'Sign in' }).click();
  await expect(third.getByText('9 codes left')).toBeVisible();
  await third.getByText('9 codes left').scrollIntoViewIfNeeded();
  await third.screenshot({ path: `${outputDir}/settings-phone.png` });

  // Turned off for the password and a code, it is not asked for any more.
  await third.getByRole('button', { name: 'Turn off…' }).click();
  const question = third.getByRole('dialog');
  await question.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await question.getByLabel(/Code of the app/).fill(codes[1] ?? '');
  found.push(...(await barriers(third)));
  await question.getByRole('button', { name: 'Turn off' }).click();
  await expect(third.getByRole('button', { name: 'Set up…' })).toBeVisible();
  expect(found).toEqual([]);
});

test('five wrong codes lead back to the password, and the last tries are announced', async ({
  browser,
  playwright,
}) => {
  const request = await playwright.request.newContext({ baseURL: server.url });
  const ylva = await aPerson(request, owner, 'Ylva');
  await withAnApp(ylva);
  const page = await freshPage(browser);
  await signInAt(page, 'ylva', '/chats');

  for (const [wrong, said] of [
    ['000001', 'This code is wrong'],
    ['000002', 'This code is wrong'],
    ['000003', '2 more tries'],
    ['000004', '1 more try'],
    ['000005', 'Start again'],
  ] as const) {
    await page.getByRole('textbox', { name: 'Code' }).fill(wrong);
    await expect(page.getByText(said)).toBeVisible();
  }

  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
});

test('who goes on with a recovery code after a wrong code begins with a field that nothing is wrong with', async ({
  browser,
  playwright,
}) => {
  const request = await playwright.request.newContext({ baseURL: server.url });
  const solveig = await aPerson(request, owner, 'Solveig');
  await withAnApp(solveig);
  const page = await freshPage(browser);
  await signInAt(page, 'solveig', '/chats');
  await page.getByRole('textbox', { name: 'Code' }).fill('000001');
  await expect(page.getByText('This code is wrong')).toBeVisible();

  await page.getByRole('button', { name: 'Use a recovery code' }).click();

  const field = page.getByRole('textbox', { name: 'Recovery code' });
  await expect(field).toBeFocused();
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Enter one of your recovery codes.')).toBeVisible();
});

test('an important change asks who is there, once for all that wait, and goes on by itself', async ({
  browser,
  playwright,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ baseURL: server.url });
  const tova = await aPerson(request, owner, 'Tova');
  await withAnApp(tova);
  await owner.patch(`/admin/users/${tova.id}`, { isSuperuser: true });
  const secret = secrets.get(tova.id) ?? '';
  const page = await freshPage(browser);
  await signInAt(page, 'tova', '/settings');
  await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, 0));
  await expect(page.getByText('10 codes left')).toBeVisible();
  await longAgo(tova);

  // Cancelled, nothing happens and it is said.
  const renew = async (): Promise<void> => {
    await page.getByRole('button', { name: 'New codes…' }).click();
    await page.getByRole('button', { name: 'Get new codes' }).click();
    await expect(page.getByRole('heading', { name: "Confirm that it's you" })).toBeVisible();
  };
  await renew();
  expect(await barriersInBothSchemes(page)).toEqual([]);
  await page.screenshot({ path: `${outputDir}/confirm.png` });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText("Confirm that it's you, then try again.")).toBeVisible();

  await renew();
  await page.getByRole('button', { name: 'Use your password' }).click();
  const password = page.getByRole('dialog').getByLabel('Password', { exact: true });
  await password.fill('not my password');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is not your current password.')).toBeVisible();
  await password.fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(10);
  await page.getByLabel('I have kept these codes').check();
  await page.getByRole('button', { name: 'Done' }).click();

  // A file that is saved waits for it too.
  await longAgo(tova);
  await page.goto('/admin/audit');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, 1));
  expect((await saved).suggestedFilename()).toMatch(/^audit/);
});

test('a passkey is added, named and signs in alone', async ({ browser, playwright }, { outputDir }) => {
  const request = await playwright.request.newContext({ baseURL: server.url });
  await aPerson(request, owner, 'Saga');
  const page = await freshPage(browser);
  await withAuthenticator(page);
  await signInAt(page, 'saga', '/settings');

  await page.getByRole('button', { name: 'Add passkey…' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Work laptop');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByLabel('I have kept these codes').check();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Rename Work laptop' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Home laptop');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Home laptop')).toBeVisible();
  await page.screenshot({ path: `${outputDir}/passkeys.png` });

  await signOut(page);
  expect(await barriersInBothSchemes(page)).toEqual([]);
  await page.screenshot({ path: `${outputDir}/login.png` });
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page).not.toHaveURL(/login/);

  await page.goto('/settings');
  await page.getByRole('button', { name: 'Remove Home laptop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText(/Home laptop.* removed/)).toBeVisible();
});

test('an owner finds who has a second factor and resets it with a reason', async ({ browser, playwright }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ baseURL: server.url });
  const embla = await aPerson(request, owner, 'Embla');
  await withAnApp(embla);
  const desk = await freshPage(browser);
  await signInAt(desk, 'ana', '/admin/people?twoFactor=true&search=embla');
  await expect(desk.getByText(/Second factor: .*Set up/)).toBeVisible();
  await desk.getByRole('button', { name: /Embla/ }).press('Enter');
  await desk.getByRole('tab', { name: 'Access' }).click();

  await desk.getByRole('button', { name: 'Reset second factor…' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Reset second factor' }).click();
  await expect(dialog.getByText('Enter a reason.')).toBeVisible();
  expect(await barriersInBothSchemes(desk)).toEqual([]);
  await desk.screenshot({ path: `${outputDir}/reset.png` });
  await dialog.getByLabel('Reason').fill('Lost phone, called back');
  await dialog.getByRole('button', { name: 'Reset second factor' }).click();

  await expect(desk.getByText('Not set up. The password alone')).toBeVisible();
  const theirs = await freshPage(browser);
  await signInAt(theirs, 'embla', '/chats');
  await expect(theirs.getByText('An administrator reset your second factor')).toBeVisible();
});

test('who has to have a second factor is told until when, and then led to its set-up and nowhere else', async ({
  browser,
  playwright,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ baseURL: server.url });
  const liv = await aPerson(request, owner, 'Liv');
  await owner.post('/admin/roles', { key: 'keepers', name: 'Keepers', description: '', permissions: [] });
  const { items } = await owner.get<{ items: { id: string; key: string }[] }>('/admin/roles');
  const role = items.find(({ key }) => key === 'keepers')?.id ?? '';
  await owner.put(`/admin/users/${liv.id}/roles/${role}`);
  await owner.patch('/admin/settings', { secondFactorRequiredRoles: ['keepers'], secondFactorGraceDays: 7 });
  const page = await freshPage(browser);
  await signInAt(page, 'liv', '/chats');

  await expect(page.getByText('Your organisation requires a second factor. Set one up by')).toBeVisible();
  await page.screenshot({ path: `${outputDir}/grace.png` });
  await owner.patch('/admin/settings', { secondFactorGraceDays: 0 });
  await page.goto('/chats');

  await expect(page).toHaveURL(/\/second-factor$/);
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible();
  expect(await barriersInBothSchemes(page)).toEqual([]);
  await page.screenshot({ path: `${outputDir}/duty.png` });
  await page.getByRole('button', { name: 'Set up…' }).click();
  const secret = await page.getByRole('dialog').getByLabel('Secret').inputValue();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, 0));
  await page.getByLabel('I have kept these codes').check();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Go to Parley' }).click();
  await expect(page).toHaveURL(/\/chats/);
});

const secrets = new Map<string, string>();

/** Sets an authenticator app up over the API. */
async function withAnApp(person: Person): Promise<void> {
  const { secret } = await person.post<{ secret: string }>('/auth/totp', {});
  await person.post('/auth/totp/confirm', { code: codeOf(secret, -1) });
  secrets.set(person.id, secret);
}

/** Every sign-in of this person counts as one of an hour ago. */
function longAgo({ id }: Person): Promise<void> {
  const sql = `update sessions set confirmed_at = now() - interval '1 hour', created_at = now() - interval '1 hour'
    where user_id = $1`;
  return withDatabase(async (client) => void (await client.query(sql, [id])), server.folder);
}

/** The code of an authenticator app (RFC 6238), so many half minutes from now. */
function codeOf(secret: string, steps: number): string {
  const bits = [...secret].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'));
  const key = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A page in a browser that nobody used yet. */
async function freshPage(browser: Browser, options: object = {}): Promise<Page> {
  return (await browser.newContext({ baseURL: server.url, ...options })).newPage();
}

/** On a device that Parley knows by nothing but what it leaves there itself. */
async function signInAnew(page: Page, username: string, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('input[autocomplete=username]').fill(username);
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'My account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/login/);
}

/** A device that has passkeys and says that its owner was there. */
async function withAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = {
    ...({ protocol: 'ctap2', transport: 'internal' } as const),
    ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  };
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options });
}
