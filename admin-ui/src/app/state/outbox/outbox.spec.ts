import 'fake-indexeddb/auto';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ScheduledDto } from '../../api/models/scheduled-dto';
import { LocalDatabase } from '../../core/local-database';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { leftEvent, messageEvent } from '../messages/answers-as-events';
import { MessageDelivery, Undelivered } from './message-delivery';
import { Outbox } from './outbox';
import type { OutgoingMessage } from './outgoing-message';
import { aMessage } from '../sample-data';

describe('messages on their way', () => {
  const deliver = vi.fn();
  const takeBack = vi.fn();
  let outbox: Outbox;
  const down = (): Undelivered => new Undelivered('the connection dropped', true, true);
  const bodies = (): string[] => outbox.messages().map((entry) => entry.body);
  const kinds = (): string[] => outbox.messages().map((entry) => entry.delivery.kind);
  const idsTried = (): string[] => deliver.mock.calls.map(([entry]: OutgoingMessage[]) => entry?.clientId ?? '');

  /** The database of the tests answers by timers. */
  const settled = async (): Promise<void> => {
    for (let step = 0; step < 20; step++) await vi.advanceTimersByTimeAsync(1);
  };

  function reload(): void {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [{ provide: MessageDelivery, useValue: { deliver, takeBack } }] });
    TestBed.inject(LocalDatabase).open('me');
    outbox = TestBed.inject(Outbox);
  }

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('indexedDB', new IDBFactory());
    deliver.mockReset();
    deliver.mockImplementation(async (entry: OutgoingMessage) => aMessage({ clientId: entry.clientId }));
    reload();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    localStorage.clear();
  });

  it('stand there at once and leave when they are confirmed', async () => {
    const confirmed = vi.fn();
    outbox.onConfirmed(confirmed);

    const clientId = outbox.send('c', { body: 'Hello' });
    expect(kinds()).toEqual(['sending']);
    await vi.advanceTimersByTimeAsync(0);

    expect(confirmed).toHaveBeenCalledWith(expect.objectContaining({ clientId }));
    expect(outbox.messages()).toEqual([]);
  });

  it('are tried again by themselves, with the same id, and get through once', async () => {
    deliver.mockRejectedValueOnce(down());
    const clientId = outbox.send('c', { body: 'Hello' });
    await vi.advanceTimersByTimeAsync(0);
    expect(kinds()).toEqual(['waiting']);

    await vi.advanceTimersByTimeAsync(1_000);

    expect(idsTried()).toEqual([clientId, clientId]);
    expect(outbox.messages()).toEqual([]);
  });

  it('that the server once refused are known as such while they are tried again, and after a reload', async () => {
    deliver
      .mockRejectedValueOnce(new Undelivered('the server has a fault', true, true, { isRefusal: true }))
      .mockRejectedValueOnce(down());
    outbox.send('c', { body: 'Hello' });
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox.messages()).toMatchObject([{ delivery: { kind: 'waiting' }, wasRefused: true }]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(outbox.messages()).toMatchObject([{ delivery: { kind: 'waiting' }, wasRefused: true }]);

    await settled();
    deliver.mockReturnValue(new Promise(() => undefined));
    reload();
    outbox.resume('me');
    await settled();

    expect(outbox.messages()).toMatchObject([{ delivery: { kind: 'sending' }, wasRefused: true }]);
  });

  it('that did not reach the server are not called refused', async () => {
    deliver.mockRejectedValueOnce(down());
    outbox.send('c', { body: 'Hello' });
    await vi.advanceTimersByTimeAsync(0);

    expect(outbox.messages()[0]?.wasRefused).toBeUndefined();
  });

  it('quote what they answer as it is now, and nothing of a group that I left', async () => {
    deliver.mockRejectedValue(down());
    outbox.send('c', { body: 'Hello', replyTo: aMessage({ seq: 1 }) });
    outbox.send('c', { body: 'Hello again', replyTo: aMessage({ seq: 2 }) });
    const quoted = () => outbox.messages().map(({ replyTo }) => replyTo?.body);

    outbox.follow(messageEvent(aMessage({ seq: 1, rev: 3, body: '', deletedAt: '2026-11-18T10:00:00.000Z' })), 'me');
    outbox.follow(messageEvent(aMessage({ seq: 2, rev: 4, body: 'Changed' })), 'me');
    expect(quoted()).toEqual(['', 'Changed']);

    outbox.follow(leftEvent('c', 'me'), 'me');
    expect(quoted()).toEqual(['', '']);
    expect(bodies()).toEqual(['Hello', 'Hello again']);
  });

  describe('that the server holds', () => {
    const told = (scheduled: ScheduledDto | null): RealtimeEvent => {
      return { type: 'scheduled.updated', conversationId: null, rev: null, at: '', data: { id: 's', scheduled } };
    };
    const hold = async (): Promise<string> => {
      deliver.mockResolvedValueOnce({ scheduledId: 's', until: Date.now() + 5_000 });
      const clientId = outbox.send('c', { body: 'Hello', holdSeconds: 5 });
      await vi.advanceTimersByTimeAsync(0);
      return clientId;
    };

    it('stand there until they are confirmed, and hold nobody up', async () => {
      const clientId = await hold();
      expect(kinds()).toEqual(['held']);

      outbox.send('c', { body: 'At once' });
      await vi.advanceTimersByTimeAsync(0);
      expect(bodies()).toEqual(['Hello']);
      outbox.confirm(clientId);

      expect(outbox.messages()).toEqual([]);
    });

    it('are given back when they are taken back, and stay where that is refused', async () => {
      const clientId = await hold();
      takeBack.mockRejectedValueOnce(new Undelivered('it was sent', false, true));

      await expect(outbox.takeBack(clientId)).rejects.toThrow('it was sent');
      expect(kinds()).toEqual(['held']);
      const entry = await outbox.takeBack(clientId);

      expect(entry).toMatchObject({ clientId, body: 'Hello' });
      expect(outbox.messages()).toEqual([]);
    });

    it('are asked for again under the same id when they are gone, after a break and after a reload', async () => {
      const clientId = await hold();
      deliver.mockResolvedValue({ scheduledId: 's', until: Date.now() + 5_000 });
      outbox.follow(told(null), 'me');
      await vi.advanceTimersByTimeAsync(0);
      outbox.sayAll();
      await settled();
      reload();
      outbox.resume('me');
      await settled();

      expect(idsTried()).toEqual([clientId, clientId, clientId, clientId]);
      expect(kinds()).toEqual(['held']);
    });

    it('are gone when another device took them back, or when they failed and stand among what is scheduled', async () => {
      await hold();
      deliver.mockRejectedValueOnce(new Undelivered('taken back', false, false, { isInOtherHands: true }));
      outbox.follow(told(null), 'me');
      await vi.advanceTimersByTimeAsync(0);
      expect(outbox.messages()).toEqual([]);

      await hold();
      outbox.follow(told({ state: 'failed' } as ScheduledDto), 'me');

      expect(outbox.messages()).toEqual([]);
    });
  });

  it('are never tried again by themselves when the server refused them', async () => {
    deliver.mockRejectedValueOnce(new Undelivered('this account is deactivated', false, true));
    outbox.send('c', { body: 'Hello' });

    await vi.advanceTimersByTimeAsync(120_000);

    expect(deliver).toHaveBeenCalledOnce();
    expect(outbox.messages()[0]?.delivery).toEqual({
      kind: 'failed',
      reason: 'this account is deactivated',
      canRetry: true,
    });
  });

  it('keep their order: nothing overtakes one that waits', async () => {
    deliver.mockRejectedValueOnce(down());
    outbox.send('c', { body: 'one' });
    outbox.send('c', { body: 'two' });
    await vi.advanceTimersByTimeAsync(0);
    expect(deliver).toHaveBeenCalledOnce();

    await vi.advanceTimersByTimeAsync(1_000);

    expect(deliver.mock.calls.map(([entry]: OutgoingMessage[]) => entry?.body)).toEqual(['one', 'one', 'two']);
  });

  it('are not held up by one that was refused, nor by another conversation', async () => {
    deliver.mockRejectedValueOnce(new Undelivered('too long', false, false));
    outbox.send('c', { body: 'refused' });
    outbox.send('c', { body: 'next' });
    outbox.send('d', { body: 'elsewhere' });
    await vi.advanceTimersByTimeAsync(0);

    expect(bodies()).toEqual(['refused']);
  });

  it('go out as soon as the connection is back', async () => {
    deliver.mockRejectedValueOnce(down());
    outbox.send('c', { body: 'Hello' });
    await vi.advanceTimersByTimeAsync(0);

    outbox.sayAll();
    await vi.advanceTimersByTimeAsync(0);

    expect(deliver).toHaveBeenCalledTimes(2);
    expect(outbox.messages()).toEqual([]);
  });

  it('leave when an event says that the server has them, although the answer was lost', async () => {
    deliver.mockRejectedValueOnce(down());
    const clientId = outbox.send('c', { body: 'Hello' });
    await vi.advanceTimersByTimeAsync(0);

    outbox.confirm(clientId);
    await vi.advanceTimersByTimeAsync(60_000);

    expect(deliver).toHaveBeenCalledOnce();
    expect(outbox.messages()).toEqual([]);
  });

  it('go without the file that the server does not have any more, when told to', async () => {
    const files = ['one', 'two'].map((id) => ({ id, name: id, size: 1, mediaType: '', alt: '' }));
    deliver.mockRejectedValueOnce(new Undelivered('two is gone', false, false, { lostFileId: 'two' }));
    const clientId = outbox.send('c', { body: 'Hello', files });
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox.messages()[0]?.delivery).toMatchObject({ kind: 'failed', lostFileId: 'two' });

    outbox.sendWithout(clientId);
    await vi.advanceTimersByTimeAsync(0);

    expect(deliver).toHaveBeenLastCalledWith(expect.objectContaining({ clientId, files: [files[0]] }));
    expect(outbox.messages()).toEqual([]);
  });

  it('can be discarded', async () => {
    deliver.mockRejectedValueOnce(down());
    const clientId = outbox.send('c', { body: 'Hello' });
    await vi.advanceTimersByTimeAsync(0);

    outbox.discard(clientId);
    await vi.advanceTimersByTimeAsync(60_000);

    expect(deliver).toHaveBeenCalledOnce();
  });

  it('survive a reload: what failed still waits for a decision, the rest goes on', async () => {
    outbox.resume('me');
    deliver.mockRejectedValueOnce(new Undelivered('you may not write here', false, true)).mockRejectedValueOnce(down());
    outbox.send('c', { body: 'Failed' });
    outbox.send('d', { body: 'Waits' });
    await settled();
    expect(kinds()).toEqual(['failed', 'waiting']);

    reload();
    outbox.resume('me');
    await settled();

    expect(outbox.messages().map(({ delivery }) => delivery)).toEqual([
      { kind: 'failed', reason: 'you may not write here', canRetry: true },
    ]);
    expect(idsTried()).toHaveLength(3);
    expect(idsTried()[2]).toBe(idsTried()[1]);
  });

  it('are not overtaken by what is written before the device was read', async () => {
    outbox.resume('me');
    deliver.mockRejectedValueOnce(down());
    outbox.send('c', { body: 'before the reload' });
    await settled();
    deliver.mockClear();

    reload();
    outbox.resume('me');
    outbox.send('c', { body: 'after it' });
    expect(bodies()).toEqual(['after it']);
    await settled();

    expect(deliver.mock.calls.map(([entry]: OutgoingMessage[]) => entry?.body)).toEqual([
      'before the reload',
      'after it',
    ]);
  });
});
