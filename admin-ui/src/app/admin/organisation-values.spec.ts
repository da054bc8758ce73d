import { describe, expect, it } from 'vitest';
import type { OrganisationSettingsDto } from '../api/models/organisation-settings-dto';
import { changesIn, valuesOf } from './organisation-values';

const SETTINGS: OrganisationSettingsDto = {
  organisationName: null,
  registration: 'invite',
  readReceipts: 'choice',
  deleteWindow: '48h',
  editWindow: 'unlimited',
  uploadBytes: 104_857_600,
  quotaBytes: 5_368_709_120,
  newcomerGroups: [],
  secondFactorRequiredRoles: [],
  secondFactorGraceDays: 7,
  profileFields: [{ key: 'desk', label: 'Desk' }],
};

describe('the settings of an organisation', () => {
  const saved = valuesOf(SETTINGS);

  it('are shown in megabytes and gigabytes', () => {
    expect(saved).toMatchObject({ organisationName: '', uploadBytes: '100', quotaBytes: '5' });
  });

  it('are sent only where they changed', () => {
    expect(changesIn({ ...saved }, saved)).toEqual({});
    expect(changesIn({ ...saved, uploadBytes: '100.0', organisationName: ' ' }, saved)).toEqual({});
    expect(changesIn({ ...saved, uploadBytes: '0,5' }, saved)).toEqual({ uploadBytes: 524_288 });
  });

  it('keep a field of profiles under its key when it is called something else', () => {
    const renamed = [{ key: 'desk', label: ' Room ' }];

    expect(changesIn({ ...saved, profileFields: renamed }, saved)).toEqual({
      profileFields: [{ key: 'desk', label: 'Room' }],
    });
  });

  it.each([
    ['Büro-Telefon (intern)', 'buro-telefon-intern'],
    ['Desk', 'desk-2'],
    ['電話', 'field'],
    ['x'.repeat(40), 'x'.repeat(29)],
  ])('give a new field %s the key %s', (label, key) => {
    const profileFields = [...saved.profileFields, { key: '', label }, { key: '', label: '' }];

    expect(changesIn({ ...saved, profileFields }, saved).profileFields?.slice(1)).toEqual([{ key, label }]);
  });
});
