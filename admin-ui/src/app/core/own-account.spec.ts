import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { expect, it, vi } from 'vitest';
import { Api } from '../api/api';
import type { ProfileDto } from '../api/models/profile-dto';
import { eventually } from '../testing/eventually';
import { OwnAccount } from './own-account';
import type { RealtimeEvent } from './realtime/frames';
import { RealtimeSocket } from './realtime/realtime-socket';
import { Session } from './session';

it('an account is as it was changed on another device, and may do what others let it', async () => {
  let hear: (event: Partial<RealtimeEvent>) => void = () => undefined;
  const [ana, noor] = [{ id: 'ana' } as ProfileDto, { id: 'noor' } as ProfileDto];
  const now = { id: 'noor', avatarUrl: '/api/v1/pictures/n', permissions: ['invite.manage'] };
  const [know, invoke] = [vi.fn(), vi.fn(async () => now)];
  TestBed.configureTestingModule({
    providers: [
      { provide: Api, useValue: { invoke } },
      { provide: Session, useValue: { me: signal(noor), know } },
      { provide: RealtimeSocket, useValue: { onEvent: (listener: typeof hear) => (hear = listener) } },
    ],
  });
  TestBed.inject(OwnAccount);

  hear({ type: 'user.updated', data: ana });
  hear({ type: 'user.updated', data: noor });

  await eventually(() => expect(know.mock.calls).toEqual([[now]]));
  expect(invoke).toHaveBeenCalledTimes(1);
});
