import { describe, expect, it } from 'vitest';
import type { DescribedSettingDto } from '../../api/models/described-setting-dto';
import { choicesOf, isMeant, settingHint, settingLabel, valueInWords } from './setting-words';

const FACTS = { changedAt: null, changedBy: null, secret: false, readOnly: false, origin: 'default' } as const;
const editWindow: DescribedSettingDto = {
  ...FACTS,
  ...{ key: 'editWindow', group: 'messages', type: 'choice', value: '1h', default: 'unlimited' },
  ...{ description: 'For how long people may edit.', choices: ['off', '1h', 'never-heard-of'] },
};
const unknown: DescribedSettingDto = { ...editWindow, key: 'newThing', description: 'What it is.', choices: [] };

describe('a setting', () => {
  it.each(['edit', 'EDITWINDOW', 'within 1 hour', 'messages edit'])('is found by "%s"', (search) => {
    expect(isMeant(editWindow, search)).toBe(true);
  });

  it('is not found by another word', () => {
    expect(isMeant(editWindow, 'storage')).toBe(false);
  });

  it('that this version does not know is shown as the server describes it', () => {
    expect(settingLabel('newThing')).toBe('newThing');
    expect(settingHint(unknown)).toBe('What it is.');
  });

  it('offers a choice that this version does not know by its word', () => {
    expect(choicesOf(editWindow).map(({ label }) => label)).toContain('never-heard-of');
  });

  it.each([
    ['quotaBytes', 5_368_709_120, '5 GB'],
    ['editWindow', '1h', 'Within 1 hour'],
    ['profileFields', [{ key: 'desk', label: 'Desk' }], 'Desk'],
    ['organisationName', null, 'None'],
    ['newThing', { a: 1 }, '{"a":1}'],
  ])('%s reads as people say it', (key, value, words) => {
    expect(valueInWords(key, value)).toBe(words);
  });
});
