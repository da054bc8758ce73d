import 'fake-indexeddb/auto';
import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { deleteComposeDraft } from '../../api/fn/drafts/delete-compose-draft';
import { deleteDraft } from '../../api/fn/drafts/delete-draft';
import { listDrafts } from '../../api/fn/drafts/list-drafts';
import { saveComposeDraft } from '../../api/fn/drafts/save-compose-draft';
import { saveDraft } from '../../api/fn/drafts/save-draft';
import type { DraftDto } from '../../api/models/draft-dto';
import { LocalDatabase } from '../../core/local-database';
import { Session } from '../../core/session';
import { NOTHING } from './draft-text';
import { Drafts } from './drafts';

const REF = { id: 'c', kind: 'direct', subject: null, other: null } as const;

interface Params {
  readonly order?: number;
  readonly body?: { readonly body: string; readonly order?: number; readonly to?: readonly string[] };
}

function aDraft(version: number, body: string): DraftDto {
  return { body, subject: null, replyToSeq: null, version, updatedAt: '2026-11-18T09:00:00.000Z' };
}

describe('what is begun', () => {
  /** What the server was told, in order. */
  let told: string[];
  let orders: number[];
  /** Saves are answered when this is. */
  let slowly: Promise<void> | undefined;
  let listed: DraftDto[];
  let isDown: boolean;
  let version: number;
  let drafts: Drafts;
  const text = (body: string) => ({ body, subject: '', replyToSeq: null });
  const body = (): string => drafts.of('c').body;
  const type = (words: string): void => drafts.keep('c', text(words));

  const hear = (newest: number, words: string | null): void =>
    drafts.receive({
      id: 'c',
      isNewMessage: false,
      version: newest,
      text: words === null ? NOTHING : text(words),
      updatedAt: '2026-11-18T09:00:00.000Z',
    });

  async function answer(route: unknown, params: Params): Promise<unknown> {
    if (isDown) throw new Error('down', { cause: new HttpErrorResponse({ status: 0 }) });
    if (route === listDrafts)
      return { items: listed.map((draft) => ({ ...draft, id: 'c', conversation: REF })), nextCursor: null };
    orders.push(params.order ?? params.body?.order ?? 0);
    if (route === deleteDraft) return void told.push('(deleted)');
    if (route === deleteComposeDraft) return void told.push('(new message deleted)');
    const words = params.body?.body ?? '';
    if (route === saveComposeDraft) told.push(`to ${params.body?.to?.join()}: ${words}`);
    else if (route === saveDraft) told.push(words);
    else throw new Error('not expected');
    await slowly;
    return aDraft(++version, words);
  }

  async function visit(): Promise<void> {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke: answer } },
        { provide: Session, useValue: { accessToken: () => 't' } },
      ],
    });
    TestBed.inject(LocalDatabase).open('me');
    drafts = TestBed.inject(Drafts);
    const reading = drafts.resume('me');
    await pass(20);
    await reading;
  }

  /** The database of the tests answers by timers. */
  async function pass(milliseconds: number): Promise<void> {
    for (let step = 0; step < 20; step++) await vi.advanceTimersByTimeAsync(milliseconds / 20);
  }

  beforeEach(async () => {
    vi.useFakeTimers();
    vi.stubGlobal('indexedDB', new IDBFactory());
    localStorage.clear();
    told = [];
    orders = [];
    slowly = undefined;
    listed = [];
    isDown = false;
    version = 100;
    await visit();
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is on the server within a second of the last key, as it is then', async () => {
    type('H');
    type('He');
    await pass(300);
    type('Hello');
    expect(told).toEqual([]);

    await pass(1_000);

    expect(told).toEqual(['Hello']);
  });

  it('is there every three seconds while somebody goes on writing', async () => {
    for (let key = 1; key <= 30; key++) {
      type('x'.repeat(key));
      await pass(200);
    }

    expect(told).toHaveLength(2);
  });

  it('is deleted there when it is sent, after what was on its way', async () => {
    type('Hello');
    await pass(1_000);

    drafts.drop('c');
    await pass(10);

    expect(told).toEqual(['Hello', '(deleted)']);
    expect(drafts.list()).toEqual([]);
  });

  it('is deleted there at once when it is sent, also while it is being saved, and later than that save', async () => {
    let answerSave = (): void => undefined;
    slowly = new Promise((resolve) => (answerSave = resolve));
    type('Hello');
    await pass(1_000);

    drafts.drop('c');
    await pass(10);

    expect(told).toEqual(['Hello', '(deleted)']);
    expect(orders[1]).toBeGreaterThan(orders[0] ?? Infinity);
    answerSave();
    await pass(1_000);
    expect(drafts.list()).toEqual([]);
  });

  it('is saved while the browser says that there is no network, which it does not know', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);

    type('Hello');
    await pass(1_000);

    expect(told).toEqual(['Hello']);
    expect(drafts.savedAt('c')).toBeDefined();
  });

  it('may be a new message, which is kept as soon as it is addressed', async () => {
    const ana = { id: 'a', kind: 'person', username: 'ana', displayName: 'Ana' } as const;
    drafts.keep('n', { ...NOTHING, address: { to: [ana], isSeparate: false } });
    await pass(1_000);
    drafts.drop('n');
    await pass(10);

    expect(told).toEqual(['to a: ', '(new message deleted)']);
  });

  it('is nobody’s business while it says nothing', async () => {
    drafts.keep('c', { body: ' ', subject: '', replyToSeq: 7 });
    drafts.drop('c');
    await pass(5_000);

    expect(told).toEqual([]);
  });

  it('comes from another device, unless that is older', () => {
    hear(7, 'from the phone');
    hear(6, 'older');
    expect(body()).toBe('from the phone');

    hear(8, null);

    expect(body()).toBe('');
  });

  it('is sent under one id from all devices that have what the server has, and under others when it is written anew', async () => {
    const id = () => drafts.clientIdFor('c', drafts.of('c'));
    type('Hello');
    expect(id()).not.toBe(id());
    await pass(1_000);
    const [mine] = [id()];
    expect(id()).toBe(mine);

    await visit();
    drafts.clear();
    hear(version, 'Hello');
    expect(id()).toBe(mine);
    expect(drafts.clientIdFor('c', text('Hello all'))).not.toBe(mine);
    expect(drafts.clientIdFor('other', text('Hello'))).not.toBe(mine);

    hear(version + 1, null);
    hear(version + 2, 'Hello');
    expect(id()).not.toBe(mine);
  });

  it('stays when it was changed here and is not saved yet, and then wins', async () => {
    type('mine');
    hear(999, 'theirs');
    expect(body()).toBe('mine');

    version = 999;
    await pass(1_000);

    expect(told).toEqual(['mine']);
    expect(body()).toBe('mine');
  });

  it('is not replaced under the cursor while somebody writes, but when their hands rest', async () => {
    drafts.holdHands('c');
    type('mine');
    await pass(1_000);
    hear(999, 'theirs');
    expect(body()).toBe('mine');

    await pass(5_000);

    expect(body()).toBe('theirs');
  });

  it('is not replaced while an input method offers candidates, however long that takes', async () => {
    drafts.holdHands('c');
    type('mine');
    await pass(1_000);
    document.dispatchEvent(new Event('compositionstart'));
    hear(999, 'theirs');

    await pass(30_000);
    expect(body()).toBe('mine');

    document.dispatchEvent(new Event('compositionend'));
    await pass(20_000);
    expect(body()).toBe('theirs');
  });

  it('wins over what came meanwhile when the hands go on', async () => {
    drafts.holdHands('c');
    type('mine');
    await pass(1_000);
    hear(999, 'theirs');
    version = 999;
    type('mine again');

    await pass(10_000);

    expect(body()).toBe('mine again');
    expect(told).toEqual(['mine', 'mine again']);
  });

  it('survives a reload without a connection, and is saved when there is one', async () => {
    isDown = true;
    type('from the train');
    await pass(1_000);
    await visit();
    expect(body()).toBe('from the train');

    isDown = false;
    await drafts.catchUp();
    await pass(10);

    expect(told).toEqual(['from the train']);
  });

  it('is deleted on the server after all when it was sent without a connection', async () => {
    type('Hello');
    await pass(1_000);
    isDown = true;
    drafts.drop('c');
    await pass(1_000);
    await visit();

    isDown = false;
    await drafts.catchUp();
    await pass(10);

    expect(told).toEqual(['Hello', '(deleted)']);
  });

  it('is gone when it was sent from another device during an absence', async () => {
    listed = [aDraft(7, 'from the phone')];
    await drafts.catchUp();
    expect(drafts.list()).toMatchObject([{ conversation: REF, text: { body: 'from the phone' } }]);

    listed = [];
    await drafts.catchUp();

    expect(drafts.list()).toEqual([]);
  });

  it('stays here when one may not write there any more, also after a reload, until it is discarded', async () => {
    type('Half a message');
    await pass(1_000);

    drafts.forget('c', REF);
    listed = [];
    await drafts.catchUp();
    await pass(1_000);
    await visit();

    expect(body()).toBe('Half a message');
    expect(told).toEqual(['Half a message']);
    expect(drafts.list()[0]?.conversation).toEqual(REF);
    drafts.drop('c');
    drafts.forget('c');
    await pass(1_000);
    await visit();
    expect(drafts.list()).toEqual([]);
  });

  it('keeps what was written while it was being sent, and only that', () => {
    type('Hello');
    const sent = drafts.of('c');

    type('Hello, and more');
    drafts.sent('c', sent);
    expect(body()).toBe(', and more');

    drafts.sent('c', drafts.of('c'));
    expect(body()).toBe('');
  });

  it('keeps the whole of what a text was changed to while it was being sent', () => {
    type('Hello');
    const sent = drafts.of('c');

    type('Good morning');
    drafts.sent('c', sent);

    expect(body()).toBe('Good morning');
  });

  it('is dropped from the device where it does not fit', async () => {
    const broken = { id: 'c', text: 'old' };
    const writing = TestBed.inject(LocalDatabase).write([{ store: 'drafts', key: 'c', value: broken }]);
    await pass(20);
    await writing;

    await visit();

    expect(body()).toBe('');
  });
});
