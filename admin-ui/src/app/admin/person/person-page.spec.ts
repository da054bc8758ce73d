import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { adminGetEffects } from '../../api/fn/administration/admin-get-effects';
import { adminGetNotifications } from '../../api/fn/administration/admin-get-notifications';
import { adminGetUser } from '../../api/fn/administration/admin-get-user';
import { adminUnlockUser } from '../../api/fn/administration/admin-unlock-user';
import { adminUpdateUser } from '../../api/fn/administration/admin-update-user';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import type { UserDto } from '../../api/models/user-dto';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Session } from '../../core/session';
import { eventually } from '../../testing/eventually';
import { Toasts } from '../../ui/toast.service';
import { PersonPage } from './person-page';

const STAFF = ['user.read', 'user.manage', 'user.anonymise', 'session.manage'];
const ME = { id: 'me', isStaff: true, isSuperuser: false, permissions: STAFF } as unknown as UserDto;
const ZENO = {
  ...{ id: 'z', username: 'zeno', displayName: 'Zeno Okafor', email: 'zeno@parley.example', avatarUrl: null },
  ...{ firstName: 'Zeno', lastName: 'Okafor', title: '', isActive: true, isStaff: false, isSuperuser: false },
  ...{ permissions: [], roles: ['member'], sessions: 1, lockedUntil: null, anonymisedAt: null, lastSeenAt: null },
  ...{ dateJoined: '2026-11-02T08:15:00.000Z', lastLogin: '2026-11-24T07:58:12.345Z' },
} as unknown as ListedAccountDto;

describe('the page of one person', () => {
  const look = vi.fn<() => Promise<ListedAccountDto>>();
  const unlock = vi.fn<() => Promise<void>>();
  let connect: () => void = () => undefined;
  beforeEach(() => {
    look.mockReset().mockResolvedValue(ZENO);
    unlock.mockReset().mockResolvedValue();
  });

  async function open(part: string | undefined = undefined, me: UserDto = ME) {
    const invoke = async (route: unknown): Promise<unknown> => {
      if (route === adminGetUser) return look();
      if (route === adminUnlockUser) return unlock();
      if (route === adminUpdateUser) return ZENO;
      if (route === adminGetNotifications)
        return { push: true, mail: { after: null, digest: 'none' }, devices: [], deliveries: [] };
      if (route === adminGetEffects) return { groups: [], onlyOwnerOf: 0, sessions: 0, scheduled: 0 };
      return { items: [], nextCursor: null };
    };
    const socket = {
      onEvent: () => () => undefined,
      onOpen: (listener: () => void) => ((connect = listener), () => undefined),
      isOpen: () => true,
    };
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: Api, useValue: { invoke } },
        { provide: RealtimeSocket, useValue: socket },
      ],
    });
    TestBed.inject(Session).know(me);
    const page = TestBed.createComponent(PersonPage);
    page.componentRef.setInput('id', 'z');
    if (part) page.componentRef.setInput('part', part);
    await page.whenStable();
    const element = page.nativeElement as HTMLElement;
    const button = (name: string) =>
      [...element.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name) ??
      expect.fail(name);
    const show = async (next: string) => {
      page.componentRef.setInput('part', next);
      await page.whenStable();
    };
    const row = () => element.querySelector<HTMLElement>('[role=tablist]') ?? expect.fail('tabs');
    return { text: () => element.textContent, button, row, show };
  }

  it('says that there is no such account', async () => {
    look.mockRejectedValue(new HttpErrorResponse({ status: 404, error: { code: 'user_not_found', detail: '' } }));

    const { text, button } = await open();

    expect(text()).toContain('There is no such account');
    expect(button('All people')).toBeDefined();
  });

  it('tries again what could not be loaded', async () => {
    look.mockRejectedValueOnce(new HttpErrorResponse({ status: 503 }));
    const { text, button } = await open();
    expect(text()).toContain("The account couldn't be loaded");

    button('Retry').click();

    await eventually(() => expect(text()).toContain('Zeno Okafor'));
  });

  it('keeps what it knows when it cannot be asked for again, and says so', async () => {
    const { text } = await open();
    look.mockRejectedValue(new HttpErrorResponse({ status: 503 }));

    connect();

    await eventually(() => expect(text()).toContain('This may be out of date.'));
    expect(text()).toContain('Zeno Okafor');
  });

  it('says until when an account is locked, and takes that off', async () => {
    look.mockResolvedValueOnce({ ...ZENO, lockedUntil: new Date(Date.now() + 600_000).toISOString() });
    const { text, button } = await open('access');
    expect(text()).toContain('Locked until');

    button('Unlock now').click();

    await eventually(() => expect(text()).not.toContain('Locked until'));
    expect(unlock).toHaveBeenCalledOnce();
  });

  it('offers the end of an account to those who may bring it about', async () => {
    const { button } = await open('danger');

    expect([button('Deactivate…').disabled, button('Anonymise…').disabled]).toEqual([false, false]);
  });

  it.each([
    ['to whom it belongs', { id: 'z' }, {}, "You can't do this to your own account."],
    ['who are not superusers, of an admin', {}, { isStaff: true }, 'Only an organisation owner can change'],
    ['without the right to it', { permissions: ['user.read'] }, {}, 'You are not allowed to do this.'],
  ])('shows those %s why not', async (_who, me, account, why) => {
    look.mockResolvedValue({ ...ZENO, ...account });

    const { text, button } = await open('danger', { ...ME, ...me });

    expect([button('Deactivate…').disabled, button('Anonymise…').disabled]).toEqual([true, true]);
    expect(text()).toContain(why);
  });

  it('lets whoever may change accounts, but not anonymise them, deactivate this one', async () => {
    const permissions = STAFF.filter((name) => name !== 'user.anonymise');

    const { button } = await open('danger', { ...ME, permissions });

    expect([button('Deactivate…').disabled, button('Anonymise…').disabled]).toEqual([false, true]);
  });

  it('shows an account as active when its deactivation is undone while another part is shown', async () => {
    const { text, button, show } = await open('danger');
    look.mockResolvedValue({ ...ZENO, isActive: false });
    button('Deactivate…').click();
    const dialog = () => document.querySelector('app-end-account') ?? expect.fail('nobody is asked');
    await eventually(() => expect(dialog().textContent).toContain('They are not signed in anywhere.'));
    dialog().querySelector<HTMLButtonElement>('button[form]')?.click();
    await eventually(() => expect(text()).toContain('Reactivate account'));
    await show('overview');
    look.mockResolvedValue(ZENO);

    TestBed.inject(Toasts).visible().at(-1)?.action?.run();

    await eventually(() => expect(text()).not.toContain('Deactivated'));
  });

  it('brings the tab of the part that is shown into the middle of their row', async () => {
    const at = (left: number) => () => ({ left, width: 100 }) as DOMRect;
    const { show, button, row } = await open();
    row().getBoundingClientRect = at(0);
    button('Danger zone').getBoundingClientRect = at(480);

    await show('danger');

    expect(row().scrollLeft).toBe(480);
  });

  it('offers nothing where the name was taken away', async () => {
    look.mockResolvedValue({ ...ZENO, isActive: false, anonymisedAt: '2026-11-25T07:58:12.345Z' });

    const { text } = await open('danger');

    expect(text()).toContain('Former member');
    expect(text()).toContain('That cannot be undone.');
    expect(text()).not.toContain('Reactivate');
  });
});
