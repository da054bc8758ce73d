import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { adminListConversationMembers } from '../../api/fn/administration/admin-list-conversation-members';
import { adminTakeOverConversation } from '../../api/fn/administration/admin-take-over-conversation';
import { listUsers } from '../../api/fn/people/list-users';
import type { OverseenGroupDetailsDto } from '../../api/models/overseen-group-details-dto';
import { eventually } from '../../testing/eventually';
import { TakeOver } from './take-over';

const card = (id: string, displayName: string) => ({ id, displayName, username: id, avatarUrl: null });
const GROUP = { id: 'boats', subject: 'Boat house', ownerless: true, takeOver: 'member' } as OverseenGroupDetailsDto;

describe('choosing an owner for a group without one', () => {
  const members = vi.fn<(asked: object) => unknown[]>();
  const everybody = vi.fn<(asked: object) => unknown[]>();
  const takeOver = vi.fn<(asked: object) => Promise<unknown>>();
  const close = vi.fn();
  beforeEach(() => {
    members.mockReset().mockReturnValue([{ user: card('o', 'Odalys') }, { user: card('t', 'Teodor') }]);
    everybody.mockReset().mockReturnValue([card('z', 'Zeno')]);
    takeOver.mockReset().mockResolvedValue({ ...GROUP, ownerless: false });
    close.mockReset();
  });

  async function open(group: OverseenGroupDetailsDto = GROUP) {
    const invoke = (route: unknown, asked: object): Promise<unknown> => {
      if (route === adminListConversationMembers) return Promise.resolve({ items: members(asked), nextCursor: null });
      if (route === listUsers) return Promise.resolve({ items: everybody(asked), nextCursor: null });
      return route === adminTakeOverConversation
        ? takeOver(asked)
        : Promise.reject(new Error('Nothing else is asked.'));
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: DIALOG_DATA, useValue: group },
        { provide: DialogRef, useValue: { close, config: {} } },
      ],
    });
    const dialog = TestBed.createComponent(TakeOver);
    await dialog.whenStable();
    const element = dialog.nativeElement as HTMLElement;
    document.body.append(element);
    return {
      text: () => element.textContent.replaceAll(/[\u2068\u2069]/g, ''),
      choose: (id: string) =>
        (element.querySelector<HTMLInputElement>(`input[value="${id}"]`) ?? expect.fail(id)).click(),
      type: (words: string) => {
        const field = element.querySelector<HTMLInputElement>('input[type=search]') ?? expect.fail('no field');
        field.value = words;
        field.dispatchEvent(new Event('input'));
      },
      send: () => element.querySelector('form')?.requestSubmit(),
    };
  }

  it('offers its members who can sign in, and makes the chosen one its owner', async () => {
    const { text, choose, send } = await open();
    expect(text()).toContain('Teodor');
    expect(members).toHaveBeenCalledWith(expect.objectContaining({ id: 'boats', able: 'true' }));

    choose('t');
    send();

    await eventually(() => expect(close).toHaveBeenCalledWith({ ...GROUP, ownerless: false }));
    expect(takeOver).toHaveBeenCalledWith({ id: 'boats', body: { userId: 't' } });
    expect(everybody).not.toHaveBeenCalled();
  });

  it('offers everybody where no member can sign in, and says that they join', async () => {
    const { text } = await open({ ...GROUP, takeOver: 'anybody' });

    expect(text()).toContain('Zeno');
    expect(text()).toContain('They join the group');
    expect(members).not.toHaveBeenCalled();
  });

  it('asks for somebody when nobody is chosen, or who was chosen is not found any more', async () => {
    const { text, choose, type, send } = await open();
    choose('t');
    members.mockReturnValue([{ user: card('o', 'Odalys') }]);
    type('odal');
    await eventually(() => expect(text()).not.toContain('Teodor'));

    send();

    await eventually(() => expect(text()).toContain('Choose who becomes the owner.'));
    expect(takeOver).not.toHaveBeenCalled();
  });

  it('says why the server refused, and stays', async () => {
    const error = { code: 'group_has_owner', detail: 'An owner can sign in.' };
    takeOver.mockRejectedValue(new HttpErrorResponse({ status: 409, error }));
    const { text, choose, send } = await open();

    choose('o');
    send();

    await eventually(() => expect(text()).toContain('One of its owners can sign in.'));
    expect(close).not.toHaveBeenCalled();
  });
});
