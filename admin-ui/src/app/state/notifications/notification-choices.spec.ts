import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { updateNotificationSettings } from '../../api/fn/notifications/update-notification-settings';
import { NotificationChoices } from './notification-choices';

const USUAL = { push: true, quietHours: [], pausedUntil: null, hideContent: false };

describe('what somebody chose about notifications', () => {
  const save = vi.fn<(body: object) => Promise<object>>();
  let choices: NotificationChoices;

  beforeEach(async () => {
    let saved: object = USUAL;
    save.mockReset().mockImplementation(async (body) => (saved = { ...saved, ...body }));
    const invoke = async (route: unknown, { body }: { body: object } = { body: {} }) =>
      route === updateNotificationSettings ? save(body) : USUAL;
    TestBed.configureTestingModule({ providers: [{ provide: Api, useValue: { invoke } }] });
    choices = TestBed.inject(NotificationChoices);
    await choices.load();
  });

  it('holds at once, and stays when it is saved', async () => {
    const saving = choices.choose({ hideContent: true });
    expect(choices.all()?.hideContent).toBe(true);

    await saving;

    expect(choices.all()).toEqual({ ...USUAL, hideContent: true });
  });

  it('goes back when it is refused', async () => {
    save.mockRejectedValue(new HttpErrorResponse({ status: 503 }));

    await expect(choices.choose({ hideContent: true })).rejects.toThrow();

    expect(choices.all()).toEqual(USUAL);
  });

  it('is in the end what was chosen last', async () => {
    let answer: (saved: object) => void = () => undefined;
    save.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const first = choices.choose({ hideContent: true });
    const second = choices.choose({ hideContent: false });
    await vi.waitFor(() => expect(save).toHaveBeenCalledOnce());
    answer({ ...USUAL, hideContent: true });

    await Promise.all([first, second]);

    expect(save.mock.calls).toEqual([[{ hideContent: true }], [{ hideContent: false }]]);
    expect(choices.all()?.hideContent).toBe(false);
  });

  it('is no pause any more once its end has passed', async () => {
    await choices.choose({ pausedUntil: '2020-01-01T00:00:00.000Z' });
    expect(choices.pausedUntil()).toBeUndefined();

    await choices.choose({ pausedUntil: '2120-01-01T00:00:00.000Z' });
    expect(choices.pausedUntil()).toBe('2120-01-01T00:00:00.000Z');
  });
});
