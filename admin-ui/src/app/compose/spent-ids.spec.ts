import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ScheduledMessages } from '../state/scheduled/scheduled-messages';
import { SpentIds } from './spent-ids';

describe('the client id of what is sent again', () => {
  const cancel = vi.fn(async () => undefined);
  const send = vi.fn<() => Promise<object>>();
  const renew = vi.fn();
  const unspent = () => TestBed.inject(SpentIds).unspent(send, renew);
  const refusal = (code: string) => new HttpErrorResponse({ status: 409, error: { code, detail: '', status: 409 } });
  const sent = { seq: 7 };

  beforeEach(() => {
    for (const mock of [cancel, send, renew]) mock.mockReset();
    TestBed.configureTestingModule({ providers: [{ provide: ScheduledMessages, useValue: { cancel } }] });
  });

  it('stays as long as it is not spent, be the message sent or kept', async () => {
    const kept = { scheduled: { id: 's', state: 'waiting' } };
    send.mockResolvedValueOnce(sent).mockResolvedValueOnce(kept);

    expect(await unspent()).toBe(sent);
    expect(await unspent()).toBe(kept);
    expect(renew).not.toHaveBeenCalled();
  });

  it('is another one where the first was taken back', async () => {
    send.mockRejectedValueOnce(refusal('send_cancelled')).mockResolvedValueOnce(sent);

    expect(await unspent()).toBe(sent);
    expect(renew).toHaveBeenCalledOnce();
    expect(cancel).not.toHaveBeenCalled();
  });

  it('is another one where the first could not be sent, which is taken out before', async () => {
    const failed = { id: 's', state: 'failed' };
    send.mockResolvedValueOnce({ scheduled: failed }).mockResolvedValueOnce(sent);

    expect(await unspent()).toBe(sent);
    expect(cancel).toHaveBeenCalledWith(failed);
    expect(cancel.mock.invocationCallOrder[0]).toBeLessThan(send.mock.invocationCallOrder[1] ?? 0);
    expect(renew).toHaveBeenCalledOnce();
  });

  it('stays where the server refuses what is said, and the refusal is the answer', async () => {
    send.mockRejectedValueOnce(refusal('too_many_scheduled'));

    await expect(unspent()).rejects.toMatchObject({ error: { code: 'too_many_scheduled' } });
    expect(renew).not.toHaveBeenCalled();
  });
});
