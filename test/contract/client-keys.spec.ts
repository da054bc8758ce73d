import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const APP = 'admin-ui/src/app';

/** Read keys themselves, which the role of what they are in promises already; none of them is a command. */
const KEYS_OF_A_ROLE = [
  ...['account/settings/profile-form.ts', 'account/settings/notifications/own-words-form.ts'],
  ...['admin/settings/newcomer-groups.ts', 'admin/settings/profile-field-list.ts'],
  ...['compose/completion/completion-list.ts', 'compose/formatting/formatting-bar.ts', 'compose/recipients-field.html'],
  ...['compose/recipients-field.ts', 'admin/teams/team-people.html'],
  ...['messenger/search/search-field.html', 'messenger/search/search-field.ts'],
  ...['messenger/conversation/message-tools.ts', 'messenger/reactions/reaction-chips.ts'],
  ...['messenger/reactions/reaction-picker.ts', 'shell/palette/palette.html', 'shell/palette/palette.ts'],
  'ui/tab-list.ts',
  'ui/markdown/markdown.ts',
];
/** What reads keys for all others. */
const READERS = [
  ...['core/key-combination.ts', 'core/keys.ts', 'core/send-key.ts', 'shell/global-keys.ts'],
  // Keeps letters that go on being typed from all of them.
  'ui/closed-composer.ts',
];
/** A key that is asked about, or that a template listens to by its name. */
const READS_KEYS = /\bevent\.(key|code)\b|\(keydown\.|commandKey\(/;
/** Of them an own listener takes the keys, because a digit is meant by its place. */
const READ_OTHERWISE = ['FORMAT_KEYS'];

const sources = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((name) => /(?<!\.spec)\.(ts|html)$/.test(name) && !name.startsWith('api/'))
  .map((name) => ({ name, text: readFileSync(join(APP, name), 'utf8') }));
const scopes = sources
  .filter(({ name }) => name.endsWith('-keys.ts'))
  .flatMap(({ text }) => [...text.matchAll(/^export const (\w+_KEYS) = keyScope\(/gm)].map(([, scope]) => scope ?? ''));

describe('the keys of the client', () => {
  it('are declared for many places', () => {
    expect(scopes.length).toBeGreaterThan(10);
  });

  it.each(scopes)('%s are on the sheet', (scope) => {
    const sheet = sources.find(({ name }) => name === 'shell/key-sections.ts')?.text;

    expect(sheet).toMatch(new RegExp(`^  ${scope},$`, 'm'));
  });

  it.each(scopes.filter((scope) => !READ_OTHERWISE.includes(scope)))('%s are handled where they are', (scope) => {
    expect(sources.filter(({ text }) => text.includes(`.run(${scope}, event,`)).length).toBeGreaterThan(0);
  });

  it('are handled nowhere else, but for what roles promise', () => {
    const reading = sources
      .filter(({ text }) => READS_KEYS.test(text) && /keydown|KeyboardEvent/.test(text))
      .map(({ name }) => name);

    expect(reading.sort()).toEqual([...KEYS_OF_A_ROLE, ...READERS].sort());
  });
});
