import 'fake-indexeddb/auto';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalDatabase } from '../../core/local-database';
import { OutboxStorage } from './outbox-storage';
import type { OutgoingMessage } from './outgoing-message';
import { aMessage } from '../sample-data';

const WAITING: OutgoingMessage = {
  clientId: 'one',
  conversationId: 'c',
  body: 'Hello',
  createdAt: '2026-11-18T09:00:00.000Z',
  delivery: { kind: 'sending' },
  failedTries: 0,
};
const FAILED: OutgoingMessage = {
  ...WAITING,
  clientId: 'another',
  createdAt: '2026-11-18T09:00:01.000Z',
  subject: null,
  replyTo: aMessage(),
  delivery: { kind: 'failed', reason: 'too long', canRetry: false },
};

/** The locks of one browser: a name has one holder, and others wait for it. */
class FakeLocks {
  private readonly held = new Set<string>();
  private waiting: (() => void)[] = [];

  request<T>(name: string, work: () => Promise<T> | T): Promise<T> {
    return new Promise((resolve) => {
      const begin = (): void => resolve(work());
      if (this.held.has(name)) return this.waiting.push(begin);
      this.held.add(name);
      return begin();
    });
  }

  async query(): Promise<{ held: { name: string }[] }> {
    return { held: [...this.held].map((name) => ({ name })) };
  }

  /** All pages are gone. */
  release(): void {
    this.held.clear();
    for (const begin of this.waiting.splice(0)) begin();
  }
}

describe('what the browser kept of the outbox', () => {
  let locks: FakeLocks;
  let storage: OutboxStorage;

  /** Another page of the same browser, for the same person. */
  function page({ userId = 'me', isReload = false } = {}): OutboxStorage {
    if (!isReload) sessionStorage.clear();
    TestBed.resetTestingModule();
    TestBed.inject(LocalDatabase).open(userId);
    return TestBed.inject(OutboxStorage);
  }

  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    localStorage.clear();
    locks = new FakeLocks();
    Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
    storage = page();
  });
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'locks');
    vi.unstubAllGlobals();
    sessionStorage.clear();
  });

  it('comes back as it was, in the order it was written, when the browser is opened again', async () => {
    storage.keep(FAILED);
    storage.keep(WAITING);
    locks.release();

    expect(await page().takeLeft()).toEqual([WAITING, FAILED]);
  });

  it('belongs to the tab that wrote it, as long as that one is there', async () => {
    storage.keep(WAITING);

    expect(await page().takeLeft()).toEqual([]);
  });

  it('is taken by one of two tabs that come at the same time', async () => {
    storage.keep(WAITING);
    locks.release();
    const [first, second] = [page(), page()];

    const taken = await Promise.all([first.takeLeft(), second.takeLeft()]);

    expect(taken.flat()).toEqual([WAITING]);
  });

  it('comes back to a reloaded tab, although the page of before is only just going', async () => {
    storage.keep(WAITING);
    const reloaded = page({ isReload: true });
    expect(await reloaded.takeLeft()).toEqual([]);
    const taking = reloaded.takeFormer();

    locks.release();

    expect(await taking).toEqual([WAITING]);
  });

  it('is taken by every tab where the browser has no locks: the server knows each message by its id', async () => {
    Reflect.deleteProperty(navigator, 'locks');
    storage = page();
    storage.keep(WAITING);

    expect(await page().takeLeft()).toEqual([WAITING]);
    expect(await page().takeLeft()).toEqual([WAITING]);
  });

  it('is nobody else’s', async () => {
    storage.keep(WAITING);
    locks.release();

    expect(await page({ userId: 'somebody else' }).takeLeft()).toEqual([]);
  });

  it('is dropped when it is confirmed', async () => {
    storage.keep(WAITING);
    storage.drop(WAITING.clientId);
    locks.release();

    expect(await page().takeLeft()).toEqual([]);
  });

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
  ])('is left alone where it does not fit: %j', async (message) => {
    storage.keep(WAITING);
    await TestBed.inject(LocalDatabase).write([{ store: 'outbox', key: 'broken', value: { tab: 'gone', message } }]);
    locks.release();

    expect(await page().takeLeft()).toEqual([WAITING]);
  });
});
