import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { adminUpdateSettings } from '../../api/fn/administration/admin-update-settings';
import type { DescribedSettingDto } from '../../api/models/described-setting-dto';
import type { OrganisationSettingsDto } from '../../api/models/organisation-settings-dto';
import type { UpdateSettingsDto } from '../../api/models/update-settings-dto';
import { eventually } from '../../testing/eventually';
import { SettingDrafts } from './setting-drafts';

const FACTS = { changedAt: null, changedBy: null, secret: false, readOnly: false, description: '' } as const;
const described = (key: string, value: unknown): DescribedSettingDto =>
  ({
    ...FACTS,
    ...{
      key,
      group: 'messages',
      type: 'choice',
      value,
      default: 'off',
      origin: 'database',
      choices: ['off', '1h', '24h'],
    },
  }) as DescribedSettingDto;
const state = (version: number, editWindow: string, deleteWindow = '1h') =>
  ({
    version,
    settings: [described('editWindow', editWindow), described('deleteWindow', deleteWindow)],
  }) as unknown as OrganisationSettingsDto;
const refusal = (status: number, code: string, errors: object[] = []) =>
  new HttpErrorResponse({ status, error: { code, detail: 'No.', errors } });

describe('changed settings', () => {
  let server: OrganisationSettingsDto;
  const update = vi.fn<(body: UpdateSettingsDto) => Promise<OrganisationSettingsDto>>();
  let drafts: SettingDrafts;
  const setting = (key: string) => {
    const found = drafts.settings().find((one) => one.key === key);
    if (!found) throw new Error(`There is no ${key}.`);
    return found;
  };

  beforeEach(async () => {
    server = state(1, 'off');
    update.mockReset();
    update.mockImplementation((body) => {
      if (body.ifVersion !== server.version) return Promise.reject(refusal(409, 'stale'));
      server = state(server.version + 1, body.editWindow ?? 'off');
      return Promise.resolve(server);
    });
    const invoke = (route: unknown, params?: { body: UpdateSettingsDto }) =>
      route === adminUpdateSettings && params ? update(params.body) : Promise.resolve(server);
    TestBed.configureTestingModule({ providers: [SettingDrafts, { provide: Api, useValue: { invoke } }] });
    drafts = TestBed.inject(SettingDrafts);
    await eventually(() => expect(drafts.settings()).toHaveLength(2));
  });

  it('are sent alone, with the version that was seen', async () => {
    drafts.change(setting('editWindow'), '24h');

    expect(await drafts.save()).toBe(true);

    expect(update).toHaveBeenCalledExactlyOnceWith({ editWindow: '24h', ifVersion: 1 });
    expect(drafts.hasChanges()).toBe(false);
  });

  it('that were changed back are none', () => {
    drafts.change(setting('editWindow'), '24h');
    drafts.change(setting('editWindow'), 'off');

    expect(drafts.hasChanges()).toBe(false);
  });

  it('go back to the default by their names', async () => {
    drafts.reset(setting('deleteWindow'));

    expect(drafts.draft(setting('deleteWindow'))).toBe('off');
    await drafts.save();

    expect(update).toHaveBeenCalledExactlyOnceWith({ reset: ['deleteWindow'], ifVersion: 1 });
  });

  it('are saved without a question where somebody else changed another one', async () => {
    drafts.change(setting('editWindow'), '24h');
    server = state(5, 'off', '24h');

    expect(await drafts.save()).toBe(true);

    expect(update).toHaveBeenLastCalledWith({ editWindow: '24h', ifVersion: 5 });
    expect(drafts.conflicts()).toEqual([]);
  });

  it('stand beside what somebody else made of the same one, and wait for a choice', async () => {
    drafts.change(setting('editWindow'), '24h');
    server = state(5, '1h');

    expect(await drafts.save()).toBe(false);
    expect(drafts.conflicts()).toMatchObject([{ theirs: { key: 'editWindow', value: '1h' }, yours: '24h' }]);
    expect(await drafts.save()).toBe(false);

    drafts.keepYours('editWindow');
    expect(await drafts.save()).toBe(true);
    expect(update).toHaveBeenLastCalledWith({ editWindow: '24h', ifVersion: 5 });
  });

  it('are given up for those of somebody else', async () => {
    drafts.change(setting('editWindow'), '24h');
    server = state(5, '1h');
    await drafts.save();

    drafts.keepTheirs(setting('editWindow'));

    expect(drafts.hasChanges()).toBe(false);
    expect(drafts.draft(setting('editWindow'))).toBe('1h');
  });

  it('stay as they are where the server refuses one, and say why beside it', async () => {
    update.mockRejectedValueOnce(
      refusal(400, 'validation_failed', [{ pointer: '/editWindow', code: 'x', detail: 'Not that one.' }]),
    );
    drafts.change(setting('editWindow'), '24h');

    expect(await drafts.save()).toBe(false);

    expect(drafts.problem(setting('editWindow'))).toBe('Not that one.');
    expect(drafts.firstWrong()).toBe('editWindow');
    drafts.change(setting('editWindow'), '1h');
    expect(drafts.problem(setting('editWindow'))).toBeUndefined();
  });
});
