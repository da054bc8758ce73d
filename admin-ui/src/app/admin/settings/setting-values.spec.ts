import { describe, expect, it } from 'vitest';
import type { DescribedSettingDto } from '../../api/models/described-setting-dto';
import { draftOf, problemOfDraft, valueOf } from './setting-values';

const FACTS = { group: 'other', description: '', default: null, value: null, origin: 'default' } as const;
const NOBODY = { changedAt: null, changedBy: null, secret: false, readOnly: false } as const;
const setting = (key: string, type: DescribedSettingDto['type'], more: Partial<DescribedSettingDto> = {}) => ({
  ...{ ...FACTS, ...NOBODY, key, type },
  ...more,
});
const fields = (...all: { key: string; label: string }[]) => valueOf(setting('profileFields', 'list'), all);

describe('the value of a setting', () => {
  it('of sizes is edited in megabytes and gigabytes', () => {
    expect(draftOf(setting('uploadBytes', 'integer'), 104_857_600)).toBe('100');
    expect(draftOf(setting('quotaBytes', 'integer'), 5_368_709_120)).toBe('5');
    expect(valueOf(setting('uploadBytes', 'integer'), '0,5')).toBe(524_288);
  });

  it('is null where a text was emptied', () => {
    expect(valueOf(setting('organisationName', 'text'), '  ')).toBeNull();
  });

  it('of a list of words that this version does not know is edited as a line', () => {
    const hosts = setting('someHosts', 'list');

    expect(draftOf(hosts, ['a.example', 'b.example'])).toBe('a.example, b.example');
    expect(draftOf(hosts, [])).toBe('');
    expect(valueOf(hosts, 'a.example , c.example,')).toEqual(['a.example', 'c.example']);
  });

  it('of a list that is picked from stays a list, an empty one too', () => {
    const roles = setting('secondFactorRequiredRoles', 'list');

    expect(draftOf(roles, [])).toEqual([]);
    expect(valueOf(roles, ['staff'])).toEqual(['staff']);
  });

  it('keeps a field of profiles under its key when it is called something else', () => {
    expect(fields({ key: 'desk', label: ' Room ' })).toEqual([{ key: 'desk', label: 'Room' }]);
  });

  it.each([
    ['Büro-Telefon (intern)', 'buro-telefon-intern'],
    ['Desk', 'desk-2'],
    ['電話', 'field'],
    ['x'.repeat(40), 'x'.repeat(29)],
  ])('gives a new field %s of profiles the key %s', (label, key) => {
    const made = fields({ key: 'desk', label: 'Desk' }, { key: '', label }, { key: '', label: '' });

    expect(made).toEqual([
      { key: 'desk', label: 'Desk' },
      { key, label },
    ]);
  });
});

describe('a draft', () => {
  const length = setting('passwordMinLength', 'integer', { minimum: 8, maximum: 64 });

  it.each(['8', ' 64 '])('of %s is within its bounds', (draft) => {
    expect(problemOfDraft(length, draft)).toBeUndefined();
  });

  it.each(['7', '65', 'ten', '9.5', ''])('of "%s" is refused with its bounds', (draft) => {
    expect(problemOfDraft(length, draft)).toMatch(/8.*64/);
  });

  it('that is no size or no colour is refused', () => {
    expect(problemOfDraft(setting('uploadBytes', 'integer'), '1e3')).toBeDefined();
    expect(problemOfDraft(setting('accentColour', 'text'), 'red')).toBeDefined();
    expect(problemOfDraft(setting('accentColour', 'text'), '#7A1FA2')).toBeUndefined();
  });
});
