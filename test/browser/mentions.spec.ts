import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { aPerson, pageOf, type Person, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

test('two people mention each other, and find where they are mentioned', async ({ browser, playwright, baseURL }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const emile = await aPerson(request, ana, 'Tomas');
  await emile.patch('/users/me', { firstName: 'Émile' });
  const zita = await aPerson(request, ana, 'Zita');
  const { id } = await ana.post<{ id: string }>('/conversations', {
    kind: 'group',
    subject: 'Gauges',
    memberIds: [emile.id],
  });
  const say = (person: Person, body: string) =>
    person.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  await say(ana, 'The new housing is on.');
  const [mine, theirs] = await Promise.all([
    pageOf(browser, 'ana', `/chats/${id}`),
    pageOf(browser, emile.username, '/chats'),
  ]);
  const field = mine.getByLabel('Message Gauges');
  const options = mine.getByRole('listbox', { name: 'People and teams to mention' }).getByRole('option');

  // The list is chosen from by keys, finds names without their accents, and members stand first.
  await field.pressSequentially('Look, @emi');
  await expect(options.first()).toHaveAccessibleName(/Émile/);
  await expect(field).toHaveAttribute('role', 'combobox');
  await expect(field).toHaveAttribute('aria-activedescendant', /.+/);
  await takePicture(mine, 'mentions');
  await mine.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  await expect(field).toBeFocused();
  await mine.keyboard.type('l');
  await expect(options).toHaveCount(0);
  await mine.keyboard.press('Control+A');
  await mine.keyboard.type('Look, @emi');
  await expect(options.first()).toBeVisible();
  await mine.keyboard.press('Enter');
  await expect(field).toHaveValue(`Look, @${emile.username} `);
  await expect(field).not.toHaveAttribute('role', 'combobox');
  // What was put in can be taken back as it was typed.
  await mine.keyboard.press('Control+Z');
  await expect(field).toHaveValue('Look, @emi');
  await mine.keyboard.press('Control+Shift+Z');
  await mine.keyboard.type(':rocket');
  await expect(mine.getByRole('listbox', { name: 'Emoji' }).getByRole('option').first()).toHaveAccessibleName('rocket');
  await mine.keyboard.press('Tab');
  await expect(field).toHaveValue(`Look, @${emile.username} 🚀`);
  await mine.keyboard.type(' or @zit');
  await expect(options.first()).toHaveAccessibleName(/not in this chat/);
  await options.first().click();
  await mine.keyboard.press('Enter');

  // The one who is mentioned sees it in the list.
  await expect(theirs.getByRole('option', { name: /Gauges.*1 mention/ })).toBeVisible();

  // Whom it mentions is shown by name, and opens who that is; who is not here stays text.
  const row = (page: Page) => page.getByRole('article').filter({ hasText: 'Look,' });
  await expect(row(mine)).toContainText(`@Émile Okafor 🚀 or @${zita.username}`);
  await row(mine).focus();
  await mine.keyboard.press('ArrowRight');
  await expect(mine.getByRole('button', { name: '@Émile Okafor' })).toBeFocused();
  await mine.keyboard.press('Enter');
  await expect(mine.getByRole('dialog', { name: 'Émile Okafor' })).toBeVisible();
  await mine.screenshot({ path: `${outputDir}/person.png` });
  await mine.keyboard.press('Escape');
  await expect(mine.getByRole('button', { name: '@Émile Okafor' })).toBeFocused();

  // It is behind the filter, and among all mentions.
  await theirs.getByRole('tab', { name: /Mentions/ }).click();
  await expect(theirs.getByRole('option', { name: /Gauges/ })).toBeVisible();
  await theirs.screenshot({ path: `${outputDir}/filter.png` });
  await theirs.getByRole('navigation').getByRole('link', { name: 'Mentions' }).click();
  await expect(theirs.getByRole('button', { name: /Look, @Émile Okafor/ })).toBeVisible();
  await theirs.screenshot({ path: `${outputDir}/mentions.png` });

  // Further down than the screen, the next one is a press away.
  for (let n = 0; n < 40; n++) await say(ana, `Line ${n}`);
  await say(ana, `Here, @${emile.username}: the last reading is fine.`);
  for (let n = 0; n < 20; n++) await say(ana, `More ${n}`);
  await theirs.goto(`/chats/${id}`);
  await theirs.getByRole('button', { name: /Next mention/ }).click();
  await expect(theirs.getByRole('article').filter({ hasText: 'the last reading' })).toBeFocused();
  await expect(theirs.locator('.mention.me').first()).toHaveText('@Émile Okafor');
  await theirs.screenshot({ path: `${outputDir}/jumped.png` });
  await expect(theirs.getByRole('button', { name: /Next mention/ })).toHaveCount(0);

  // An edit takes it away again.
  await say(ana, `Or you, @${emile.username}?`);
  const { lastSeq } = await ana.get<{ lastSeq: number }>(`/conversations/${id}`);
  await theirs.goto('/mentions');
  await expect(theirs.getByRole('button', { name: /Or you/ })).toBeVisible();
  await ana.patch(`/conversations/${id}/messages/${lastSeq}`, { body: 'Or nobody?' });
  await expect(theirs.getByRole('button', { name: /Or you|Or nobody/ })).toHaveCount(0);
});
