import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { FrameRefused, RealtimeSocket } from '../../core/realtime/realtime-socket';
import { t } from '../../core/words/words';
import { Uploads } from '../uploads/uploads';
import { MessageDelivery, Undelivered } from './message-delivery';
import type { OutgoingMessage } from './outgoing-message';

describe('a message that the server has no time for', () => {
  const refusedWith = (error: Error) => {
    const socket = { isOpen: () => true, send: () => Promise.reject(error) };
    TestBed.configureTestingModule({
      providers: [
        { provide: RealtimeSocket, useValue: socket },
        { provide: Api, useValue: {} },
      ],
    });
    const entry = { clientId: 'k', conversationId: 'c', body: 'Hello' } as OutgoingMessage;
    return TestBed.inject(MessageDelivery).deliver(entry);
  };
  const problem = {
    type: 'x',
    code: 'service_unavailable',
    title: 'Later',
    detail: 'Full.',
    status: 503,
    requestId: 'r',
  };

  it('waits for as long as the socket was told', async () => {
    const refusal = await refusedWith(new FrameRefused(problem, 30)).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(Undelivered);
    expect(refusal).toMatchObject({
      reason: t('problem.service_unavailable'),
      isTemporary: true,
      about: { retryAfterMs: 30_000, isRefusal: true },
    });
  });
});

describe('a message that the server was to hold', () => {
  const answeredWith = (state: string, problem: object | null = null) => {
    const scheduled = { id: 's', sendAt: new Date(Date.now() + 10_000).toISOString(), state, problem };
    TestBed.configureTestingModule({
      providers: [
        { provide: RealtimeSocket, useValue: { isOpen: () => true } },
        { provide: Api, useValue: { invoke: () => Promise.resolve({ scheduled }) } },
      ],
    });
    const entry = { clientId: 'k', conversationId: 'c', body: 'Hello', holdSeconds: 10 } as OutgoingMessage;
    return TestBed.inject(MessageDelivery).deliver(entry);
  };

  it('is held until its time', async () => {
    expect(await answeredWith('waiting')).toMatchObject({ scheduledId: 's' });
  });

  it('stands among what is scheduled, and in no chat, where it could not be sent while nobody listened', async () => {
    const failed = await answeredWith('failed', { code: 'x', detail: 'No.' }).catch((error: unknown) => error);

    expect(failed).toBeInstanceOf(Undelivered);
    expect(failed).toMatchObject({ isTemporary: false, about: { isInOtherHands: true } });
  });
});

describe('a message whose author cleared what it answers', () => {
  it('goes without the quote', async () => {
    const errors = [{ pointer: '/replyToSeq', code: 'message_not_found', detail: '' }];
    const refusal = { type: 'x', code: 'validation_failed', title: '', detail: '', status: 400, errors };
    const send = vi.fn().mockRejectedValueOnce(new FrameRefused(refusal)).mockResolvedValueOnce({ message: 'sent' });
    TestBed.configureTestingModule({
      providers: [
        { provide: RealtimeSocket, useValue: { isOpen: () => true, send } },
        { provide: Api, useValue: {} },
      ],
    });
    const entry = { clientId: 'k', conversationId: 'c', body: 'Yes.', replyTo: { seq: 4 } } as OutgoingMessage;

    expect(await TestBed.inject(MessageDelivery).deliver(entry)).toBe('sent');
    expect(send.mock.calls.map(([frame]) => frame.replyToSeq)).toEqual([4, undefined]);
  });
});

describe('a message whose file the server does not have any more', () => {
  const files = [
    { id: 'one', name: 'one.txt' },
    { id: 'two', name: 'two.txt' },
  ];
  const send = vi.fn();
  const uploads = {
    attachmentIds: vi.fn(async () => ['a', 'b']),
    uploadAgain: vi.fn(),
    giveUp: vi.fn(),
  };
  const refusal = (code: string, status = 400) => {
    const errors = [{ pointer: '/attachmentIds/1', code, detail: '' }];
    return new FrameRefused({ type: 'x', code: 'validation_failed', title: '', detail: '', status, errors });
  };
  const deliver = () => {
    TestBed.configureTestingModule({
      providers: [
        { provide: RealtimeSocket, useValue: { isOpen: () => true, send } },
        { provide: Uploads, useValue: uploads },
        { provide: Api, useValue: {} },
      ],
    });
    const entry = { clientId: 'k', conversationId: 'c', body: 'Hello', files } as unknown as OutgoingMessage;
    return TestBed.inject(MessageDelivery).deliver(entry);
  };
  beforeEach(() => [send, ...Object.values(uploads)].forEach((mock) => mock.mockClear()));

  it('sends it there once more, where it was chosen on this device', async () => {
    send.mockRejectedValueOnce(refusal('attachment_not_found')).mockResolvedValueOnce({ message: { seq: 7 } });
    uploads.uploadAgain.mockReturnValue(true);
    uploads.attachmentIds.mockResolvedValueOnce(['a', 'b']).mockResolvedValueOnce(['a', 'c']);

    expect(await deliver()).toEqual({ seq: 7 });

    expect(uploads.uploadAgain).toHaveBeenCalledWith('two');
    expect(send).toHaveBeenLastCalledWith(expect.objectContaining({ attachmentIds: ['a', 'c'] }));
  });

  it('says which one it is, and can go without it', async () => {
    send.mockRejectedValueOnce(refusal('attachment_not_found'));
    uploads.uploadAgain.mockReturnValue(false);

    const failed = await deliver().catch((error: unknown) => error);

    const reason = t('delivery.fileGone', { name: '\u2068two.txt\u2069' });
    expect(failed).toMatchObject({ reason, isTemporary: false, canRetry: false, about: { lostFileId: 'two' } });
    expect(uploads.giveUp).toHaveBeenCalledWith('two', reason);
  });

  it('is not sent twice with what went in another message', async () => {
    send.mockRejectedValueOnce(refusal('attachment_in_use', 409));
    uploads.uploadAgain.mockReturnValue(true);

    const failed = await deliver().catch((error: unknown) => error);

    expect(failed).toMatchObject({ about: { lostFileId: 'two' }, reason: expect.stringContaining('two.txt') });
    expect(uploads.uploadAgain).not.toHaveBeenCalled();
  });
});
