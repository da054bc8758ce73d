import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { adminAnonymiseUser } from '../../api/fn/administration/admin-anonymise-user';
import { adminGetEffects } from '../../api/fn/administration/admin-get-effects';
import type { AccountEffectsDto } from '../../api/models/account-effects-dto';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import { eventually } from '../../testing/eventually';
import { EndAccount, type EndedAccount } from './end-account';

const ZENO = { id: 'z', username: 'zeno', displayName: 'Zeno Okafor' } as ListedAccountDto;
const NOTHING: AccountEffectsDto = {
  ...{ sessions: 0, scheduled: 0, ownedGroups: 0, onlyOwnerOf: 0, groups: [] },
  storage: { used: 0, quota: 100, files: 0 },
  secondFactor: { totpSince: null, passkeys: 0, recoveryCodesLeft: 0 },
};
const card = (id: string, displayName: string) => ({ id, displayName, username: id, avatarUrl: null });
const KILN = {
  ...{ id: 'kiln', subject: 'Kiln two', memberCount: 3, onlyOwner: true },
  candidates: [card('q', 'Quirin'), card('r', 'Roswitha')],
};

describe('ending an account', () => {
  const look = vi.fn<() => Promise<AccountEffectsDto>>();
  const end = vi.fn<(what: 'anonymise' | 'deactivate', body: object) => Promise<void>>();
  const close = vi.fn();
  beforeEach(() => {
    look.mockReset().mockResolvedValue(NOTHING);
    end.mockReset().mockResolvedValue();
    close.mockReset();
  });

  async function open(act: EndedAccount['act']) {
    const invoke = (route: unknown, { body = {} }: { body?: object }): Promise<unknown> => {
      if (route === adminGetEffects) return look();
      return end(route === adminAnonymiseUser ? 'anonymise' : 'deactivate', body);
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: DIALOG_DATA, useValue: { account: ZENO, act } satisfies EndedAccount },
        { provide: DialogRef, useValue: { close, config: {} } },
      ],
    });
    const dialog = TestBed.createComponent(EndAccount);
    await dialog.whenStable();
    const element = dialog.nativeElement as HTMLElement;
    document.body.append(element);
    return {
      text: () => element.textContent.replaceAll(/[\u2068\u2069]/g, ''),
      select: () => element.querySelector('select') ?? expect.fail('nobody can be chosen'),
      type: (words: string) => {
        const field = element.querySelector('input') ?? expect.fail('nothing can be typed');
        field.value = words;
        field.dispatchEvent(new Event('input'));
      },
      press: (name: string) => {
        const buttons = [...element.querySelectorAll('button')];
        (buttons.find(({ textContent }) => textContent.trim() === name) ?? expect.fail(name)).click();
      },
    };
  }

  it('says what would happen before it does', async () => {
    look.mockResolvedValue({ ...NOTHING, sessions: 2, scheduled: 1, onlyOwnerOf: 1, groups: [KILN] });

    const { text } = await open('deactivate');

    expect(text()).toContain('They are signed out on 2 devices.');
    expect(text()).toContain('1 scheduled message is not sent.');
    expect(text()).toContain('1 group has no other owner.');
    expect(end).not.toHaveBeenCalled();
  });

  it('hands a group to whoever is chosen, else leaves the choice to the server', async () => {
    look.mockResolvedValue({ ...NOTHING, onlyOwnerOf: 2, groups: [KILN, { ...KILN, id: 'other', subject: 'Glaze' }] });
    const { select, press } = await open('deactivate');

    select().value = 'r';
    select().dispatchEvent(new Event('change'));
    press('Deactivate');

    await eventually(() => expect(close).toHaveBeenCalledWith(true));
    expect(end).toHaveBeenCalledWith('deactivate', { isActive: false, heirs: { kiln: 'r' } });
  });

  it('says which groups nobody can take over', async () => {
    look.mockResolvedValue({ ...NOTHING, onlyOwnerOf: 1, groups: [{ ...KILN, candidates: [] }] });

    const { text } = await open('deactivate');

    expect(text()).toContain('Nobody else in Kiln two can sign in');
    expect(text()).not.toContain('No group is left without an owner');
  });

  it('anonymises nobody whose username was not typed', async () => {
    const { text, type, press } = await open('anonymise');

    type('zen');
    press('Anonymise');
    await eventually(() => expect(text()).toContain('Type the username exactly: zeno'));
    expect(end).not.toHaveBeenCalled();

    type('zeno');
    press('Anonymise');
    await eventually(() => expect(close).toHaveBeenCalledWith(true));
    expect(end).toHaveBeenCalledWith('anonymise', { confirm: 'zeno', heirs: {} });
  });

  it('does nothing while it does not know what would happen, and asks again', async () => {
    look.mockRejectedValueOnce(new HttpErrorResponse({ status: 503 }));
    const { text, press } = await open('deactivate');

    press('Deactivate');
    expect(end).not.toHaveBeenCalled();
    press('Retry');

    await eventually(() => expect(text()).toContain('No group is left without an owner'));
    press('Deactivate');
    await eventually(() => expect(end).toHaveBeenCalled());
  });

  it('says why it was refused, stays open, and asks anew who can take over', async () => {
    end.mockRejectedValue(new HttpErrorResponse({ status: 409, error: { code: 'last_superuser', detail: 'No.' } }));
    const { text, press } = await open('deactivate');

    press('Deactivate');

    await eventually(() => expect(text()).toContain('Make someone else an organisation owner first.'));
    expect(close).not.toHaveBeenCalled();
    await eventually(() => expect(look).toHaveBeenCalledTimes(2));
  });
});
