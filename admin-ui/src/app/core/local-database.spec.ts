import 'fake-indexeddb/auto';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../testing/eventually';
import { shareDevice } from './device-storage';
import { LocalDatabase } from './local-database';
import { isText } from './shapes';

describe('what this device keeps for an account', () => {
  let database: LocalDatabase;
  const names = async (): Promise<(string | undefined)[]> => (await indexedDB.databases()).map(({ name }) => name);
  const afterReload = (): LocalDatabase => {
    TestBed.resetTestingModule();
    return TestBed.inject(LocalDatabase);
  };

  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    localStorage.clear();
    sessionStorage.clear();
    database = TestBed.inject(LocalDatabase);
    database.open('ana');
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is there again after a reload', async () => {
    await database.write([{ store: 'drafts', key: 'c', value: 'Hello' }]);

    const reloaded = afterReload();
    expect(reloaded.lastOwner()).toBe('ana');
    reloaded.open('ana');

    expect(await reloaded.get('drafts', 'c', isText)).toBe('Hello');
  });

  it('is nothing on a device that others use too, and what was there goes', async () => {
    await database.write([{ store: 'drafts', key: 'c', value: 'Hello' }]);
    shareDevice();

    const shared = afterReload();
    shared.open('ben');
    await shared.write([{ store: 'drafts', key: 'c', value: 'Secret' }]);

    expect(await shared.get('drafts', 'c', isText)).toBeUndefined();
    await eventually(async () => expect(await names()).toEqual([]));
    expect({ ...localStorage }).toEqual({});
  });

  it('is dropped where it does not fit', async () => {
    await database.write([
      { store: 'drafts', key: 'c', value: { body: 7 } },
      { store: 'drafts', key: 'd', value: 'Hello' },
    ]);

    expect(await database.get('drafts', 'c', isText)).toBeUndefined();
    expect(await database.all('drafts', isText)).toEqual(['Hello']);
  });

  it('is gone when it is erased, and so is what others left', async () => {
    await database.write([{ store: 'drafts', key: 'c', value: 'Hello' }]);

    await database.erase();

    expect(await names()).toEqual([]);
    expect(database.lastOwner()).toBeUndefined();
    expect(await database.all('drafts', isText)).toEqual([]);
  });

  it('is never seen by another account, and does not outlive its coming', async () => {
    await database.write([{ store: 'drafts', key: 'c', value: 'Hello' }]);

    database.open('eve');

    expect(await database.all('drafts', isText)).toEqual([]);
    expect(await names()).toEqual(['parley-eve']);
  });

  it('does not hold up another tab that erases it', async () => {
    await database.write([{ store: 'drafts', key: 'c', value: 'Hello' }]);
    const otherTab = afterReload();
    otherTab.open('ana');

    await otherTab.erase();
    await database.write([{ store: 'drafts', key: 'c', value: 'Again' }]);

    expect(await names()).toEqual([]);
  });

  it('goes when a page is given up, unless another tab keeps for somebody else by now', async () => {
    await database.write([{ store: 'drafts', key: 'c', value: 'Hello' }]);
    await database.release();
    expect(await names()).toEqual([]);

    database.open('ana');
    const otherTab = afterReload();
    otherTab.open('eve');
    await otherTab.write([{ store: 'drafts', key: 'c', value: 'Mine' }]);
    await database.release();

    expect(await otherTab.get('drafts', 'c', isText)).toBe('Mine');
    expect(await database.all('drafts', isText)).toEqual([]);
  });

  it('is revised as a whole, or one alone', async () => {
    await database.write(['a', 'b'].map((key) => ({ store: 'drafts' as const, key, value: key })));

    await database.revise('drafts', (value) => `${String(value)}!`);
    await database.revise('drafts', (value) => `${String(value)}?`, 'b');

    expect(await database.all('drafts', isText)).toEqual(['a!', 'b!?']);
  });

  it('is nothing, and nothing fails, where the browser refuses databases', async () => {
    const refuse = (): never => {
      throw new DOMException('refused', 'SecurityError');
    };
    vi.stubGlobal('indexedDB', { open: refuse, deleteDatabase: refuse, databases: refuse });
    const refused = afterReload();
    refused.open('ana');

    await refused.write([{ store: 'drafts', key: 'c', value: 'Hello' }]);
    await refused.revise('drafts', () => 'x');

    expect(await refused.get('drafts', 'c', isText)).toBeUndefined();
    await refused.erase();
  });
});
