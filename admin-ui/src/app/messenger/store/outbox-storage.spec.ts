import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutboxStorage } from './outbox-storage';
import type { OutgoingMessage } from './outgoing-message';
import { aMessage } from './sample-data';

const KEY = 'parley.outbox';
const WAITING: OutgoingMessage = {
  clientId: 'one',
  conversationId: 'c',
  body: 'Hello',
  createdAt: '2026-11-18T09:00:00.000Z',
  delivery: { kind: 'sending' },
  failedTries: 0,
};

describe('what the browser kept of the outbox', () => {
  let storage: OutboxStorage;
  const keep = (messages: unknown): void => sessionStorage.setItem(KEY, JSON.stringify({ owner: 'me', messages }));

  beforeEach(() => (storage = TestBed.inject(OutboxStorage)));
  afterEach(() => sessionStorage.clear());

  it('comes back as it was, for the one who wrote it only', () => {
    const failed: OutgoingMessage = {
      ...WAITING,
      clientId: 'two',
      subject: null,
      replyTo: aMessage(),
      delivery: { kind: 'failed', reason: 'too long', canRetry: false },
    };
    storage.save('me', [WAITING, failed]);

    expect(storage.load('me')).toEqual([WAITING, failed]);
    expect(storage.load('somebody else')).toEqual([]);
  });

  it.each(['', '{', 'null', '7', '"text"', '[]', '{"owner":"me"}', '{"owner":"me","messages":{}}'])(
    'is nothing when it cannot be read: %s',
    (kept) => {
      sessionStorage.setItem(KEY, kept);

      expect(storage.load('me')).toEqual([]);
    },
  );

  it.each([
    null,
    'text',
    {},
    { ...WAITING, body: 7 },
    { ...WAITING, clientId: undefined },
    { ...WAITING, createdAt: 'some day' },
    { ...WAITING, failedTries: '1' },
    { ...WAITING, subject: {} },
    { ...WAITING, delivery: undefined },
    { ...WAITING, delivery: { kind: 'gone' } },
    { ...WAITING, delivery: { kind: 'failed' } },
    { ...WAITING, replyTo: { seq: 1 } },
  ])('drops what does not fit and keeps the rest: %j', (broken) => {
    keep([broken, WAITING]);

    expect(storage.load('me')).toEqual([WAITING]);
  });
});
