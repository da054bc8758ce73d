import { expect, test } from '@playwright/test';
import { barriers, barriersInBothSchemes } from './support/barriers.js';
import { aPerson, pageOf, signInAt, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

test('staff look at a person, sign them out, deactivate them with a hand-over, undo that, and anonymise them for good', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const owner = await theOwner(request);
  const hedda = await aPerson(request, owner, 'Hedda');
  const [zeno, first, heir] = [
    await aPerson(request, owner, 'Zeno'),
    await aPerson(request, owner, 'Mirko'),
    await aPerson(request, owner, 'Roswitha'),
  ];
  await owner.patch(`/admin/users/${hedda.id}`, { isStaff: true });
  const memberIds = [first.id, heir.id];
  const group = await zeno.post<{ id: string }>('/conversations', { kind: 'group', subject: 'Kiln two', memberIds });
  const found: string[] = [];

  const theirs = await pageOf(browser, 'zeno', '/chats');
  const desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await signInAt(desk, 'hedda', '/admin/people?search=zeno');

  // From the list by a key, from the closer look by a link, from the address at once.
  await desk.getByRole('button', { name: /Zeno/ }).press('Enter');
  await expect(desk).toHaveURL(`/admin/people/${zeno.id}`);
  await expect(desk.getByRole('heading', { name: 'Zeno Okafor', level: 1 })).toBeVisible();
  await expect(desk).toHaveTitle(/Zeno Okafor/);
  await desk.getByRole('link', { name: 'All people' }).click();
  await desk.getByRole('searchbox').fill('zeno');
  await desk.getByRole('button', { name: /Zeno/ }).press(' ');
  await desk.getByRole('link', { name: 'Open account page' }).click();
  const part = (name: string) => desk.getByRole('tab', { name }).click();
  found.push(...(await barriersInBothSchemes(desk)));

  // What they are signed in with, and how they came in; signed out, their page says so.
  await part('Access');
  await expect(desk.getByRole('listitem').filter({ hasText: 'Signed in' }).first()).toContainText('127.0.0.1');
  found.push(...(await barriers(desk)));
  await desk.screenshot({ path: `${outputDir}/access.png` });
  await desk.getByRole('button', { name: 'Sign out everywhere' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(theirs).toHaveURL(/\/login/);
  await expect(
    theirs
      .getByRole('alert')
      .or(theirs.getByRole('status'))
      .filter({ hasText: /signed (you )?out/i }),
  ).toBeVisible();

  await part('Roles and teams');
  await expect(desk.getByText('Only an organisation owner can change this.')).toBeVisible();
  await part('Groups & storage');
  await expect(desk.getByRole('listitem').filter({ hasText: 'Kiln two' })).toContainText(
    /Mirko Okafor.* would take over/,
  );
  found.push(...(await barriers(desk)));
  await desk.screenshot({ path: `${outputDir}/groups.png` });
  await part('Activity');
  await expect(desk).toHaveTitle(/Zeno Okafor/);
  await expect(desk.getByText('You are not allowed to read the audit log.')).toBeVisible();

  // What would happen is said before it does; who takes over is chosen.
  await part('Danger zone');
  found.push(...(await barriersInBothSchemes(desk)));
  await desk.getByRole('button', { name: 'Deactivate…' }).click();
  const dialog = desk.getByRole('dialog');
  await expect(dialog.getByText('They are not signed in anywhere.')).toBeVisible();
  await dialog.getByLabel(/New owner of .*Kiln two/).selectOption('Roswitha Okafor');
  found.push(...(await barriers(desk)));
  await desk.screenshot({ path: `${outputDir}/deactivate.png` });
  await takePicture(desk, 'person-ending');
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(desk.getByRole('button', { name: 'Reactivate' })).toBeVisible();
  const members = await heir.get<{ items: { user: { id: string }; role: string }[] }>(
    `/conversations/${group.id}/members`,
  );
  expect(
    members.items
      .filter(({ role }) => role === 'owner')
      .map(({ user }) => user.id)
      .sort(),
  ).toEqual([zeno.id, heir.id].sort());
  await desk.getByRole('button', { name: 'Undo' }).click();
  await expect(desk.getByRole('button', { name: 'Deactivate…' })).toBeVisible();
  await signInAt(theirs, 'zeno', '/login');
  await expect(theirs.getByRole('option', { name: /Kiln two/ })).toBeVisible();

  // The name has to be typed; then it is gone everywhere at once.
  const others = await pageOf(browser, 'mirko', `/chats/${group.id}`, { locale: 'de-DE' });
  await expect(others.getByText(/Zeno Okafor/).first()).toBeVisible();
  await desk.getByRole('button', { name: 'Anonymise…' }).click();
  await dialog.getByLabel(/Type .*zeno.* to confirm/).fill('zen');
  await dialog.getByRole('button', { name: 'Anonymise' }).click();
  await expect(dialog.getByText(/Type the username exactly/)).toBeVisible();
  found.push(...(await barriers(desk)));
  await desk.screenshot({ path: `${outputDir}/anonymise.png` });
  await dialog.getByLabel(/Type .*zeno.* to confirm/).fill('zeno');
  await dialog.getByLabel(/Type .*zeno.* to confirm/).press('Enter');
  await expect(desk.getByRole('heading', { name: 'Former member', level: 1 })).toBeVisible();
  await expect(desk.getByText('This account was anonymised. That cannot be undone.')).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Reactivate' })).toHaveCount(0);
  await expect(theirs).toHaveURL(/\/login/);
  await expect(others.getByText(/Zeno Okafor/)).toHaveCount(0);
  await desk.screenshot({ path: `${outputDir}/gone.png` });

  // Nobody does it to themselves or to those above, and sees why.
  await desk.goto(`/admin/people/${hedda.id}?part=danger`);
  await expect(
    desk.getByText("You can't do this to your own account. Ask another administrator.").first(),
  ).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Deactivate…' })).toBeDisabled();
  await desk.goto(`/admin/people/${owner.id}?part=danger`);
  await expect(desk.getByRole('button', { name: 'Anonymise…' })).toHaveAccessibleDescription(
    /Only an organisation owner/,
  );
  await desk.goto('/admin/people/0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071');
  await expect(desk.getByRole('heading', { name: 'There is no such account' })).toBeVisible();
  expect(found).toEqual([]);
});
