import 'fake-indexeddb/auto';
import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { LocalDatabase } from '../../core/local-database';
import { Session } from '../../core/session';
import { eventually } from '../../testing/eventually';
import { aConversation, NOOR } from '../sample-data';
import { ConversationStore } from './conversation-store';
import { ReadPositions } from './read-positions';

describe('how far I have read', () => {
  const invoke = vi.fn();
  const refused = (status: number): Error => new Error('refused', { cause: new HttpErrorResponse({ status }) });
  const shown = () => TestBed.inject(ConversationStore).conversation('c')();
  const reads = (): ReadPositions => TestBed.inject(ReadPositions);
  const said = (): number[] => invoke.mock.calls.map((call) => (call[1] as { body: { seq: number } }).body.seq);

  function visit(): void {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: Session, useValue: { me: signal(NOOR) } },
      ],
    });
    TestBed.inject(LocalDatabase).open(NOOR.id);
    TestBed.inject(ConversationStore).put([aConversation({ lastSeq: 5, lastRev: 5, unreadCount: 5 })]);
  }

  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.spyOn(Math, 'random').mockReturnValue(0);
    invoke.mockReset();
    invoke.mockResolvedValue(undefined);
    visit();
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    localStorage.clear();
  });

  it('is shown at once, and stays when the server confirmed it', async () => {
    reads().read('c', 5, 5);
    expect(shown()).toMatchObject({ unreadCount: 0, me: { lastReadSeq: 5 } });

    await eventually(() => expect(reads().of('c')).toBe(0));

    expect(shown()).toMatchObject({ unreadCount: 0, me: { lastReadSeq: 5 } });
  });

  it('is said again until the server confirmed it', async () => {
    invoke.mockRejectedValueOnce(refused(0)).mockRejectedValueOnce(refused(503));
    reads().read('c', 5, 5);

    await eventually(() => expect(said()).toEqual([5, 5, 5]));
    await eventually(() => expect(reads().of('c')).toBe(0));
  });

  it('is unread again when the server refuses', async () => {
    invoke.mockRejectedValueOnce(refused(404));
    reads().read('c', 5, 5);
    expect(shown()?.unreadCount).toBe(0);

    await eventually(() => expect(shown()?.unreadCount).toBe(5));
    expect(said()).toEqual([5]);
  });

  it('counts what comes after it', () => {
    invoke.mockReturnValue(new Promise(() => undefined));
    reads().read('c', 3, 3);
    expect(shown()?.unreadCount).toBe(2);

    TestBed.inject(ConversationStore).put([aConversation({ lastSeq: 6, lastRev: 6, unreadCount: 6 })]);

    expect(shown()).toMatchObject({ unreadCount: 3, me: { lastReadSeq: 3 } });
  });

  it('is said with the connection of the next visit when this one ended too soon', async () => {
    invoke.mockReturnValue(new Promise(() => undefined));
    reads().read('c', 5, 5);
    const isKept = (value: unknown): value is object => value !== undefined;
    await eventually(async () =>
      expect(await TestBed.inject(LocalDatabase).get('account', 'reads', isKept)).toMatchObject({ c: { seq: 5 } }),
    );
    visit();
    invoke.mockReset();

    await reads().resume(NOOR.id);

    expect(shown()?.unreadCount).toBe(0);
    expect(said()).toEqual([]);
    reads().sayAll();
    await eventually(() => expect(said()).toEqual([5]));
  });

  it('is not said any more when I want it unread', async () => {
    invoke.mockRejectedValueOnce(refused(0));
    reads().read('c', 5, 5);

    await reads().takeBack('c');

    expect(shown()?.unreadCount).toBe(5);
    reads().sayAll();
    expect(said()).toEqual([5]);
  });
});
