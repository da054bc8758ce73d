import { Injectable } from '@angular/core';
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import { isDeviceShared } from './device-storage';
import type { Fits } from './shapes';

/** Rises with every change of the stores; `upgrade` leads from any older one to it. */
const VERSION = 3;
const PREFIX = 'parley-';
/** Whose database is on this device. */
const OWNER_KEY = 'parley.account';

const STORES = ['account', 'outbox', 'drafts', 'conversations', 'messages', 'edits', 'uploads'] as const;

/** `account`: who is signed in here, and until when what is kept was current. The others are named after what they keep. */
export type StoreName = (typeof STORES)[number];

/** A value to keep under a key; without one, the key is dropped. */
export interface Change {
  readonly store: StoreName;
  readonly key: string;
  readonly value?: unknown;
}

/** What has to be so that changes are made. */
export interface Condition {
  readonly store: StoreName;
  readonly key: string;
  readonly holds: (value: unknown) => boolean;
}

type Schema = DBSchema & Record<StoreName, { key: string; value: unknown }>;
type Database = IDBPDatabase<Schema>;

/**
 * What this device keeps for one account, in a database of its own: `parley-<userId>`. Where the browser refuses one, or
 * takes it away, nothing is kept and nothing fails. What is read has to fit, and what does not is as if it were not there.
 */
@Injectable({ providedIn: 'root' })
export class LocalDatabase {
  private owner: string | undefined;
  private opened: Promise<Database | undefined> = Promise.resolve(undefined);
  private erasing: Promise<void> = Promise.resolve();

  /** Whose data was left on this device. */
  lastOwner(): string | undefined {
    return this.owner ?? rememberedOwner();
  }

  /** Keeps for this account from now on; what is there of another one is deleted. */
  open(userId: string): void {
    if (this.owner === userId) return;
    const other = this.lastOwner();
    if (isDeviceShared() || (other !== undefined && other !== userId)) void this.erase();
    this.owner = userId;
    // Others use this device too: nothing is kept on it.
    if (isDeviceShared()) return;
    rememberOwner(userId);
    this.opened = this.erasing.then(() => this.connect(userId)).catch(() => undefined);
  }

  /** Deletes everything that any account left on this device. */
  erase(): Promise<void> {
    const { opened } = this;
    const names = [this.lastOwner()].flatMap((id) => (id === undefined ? [] : [PREFIX + id]));
    this.owner = undefined;
    rememberOwner(undefined);
    this.opened = Promise.resolve(undefined);
    this.erasing = this.erasing.then(async () => {
      (await opened)?.close();
      const all = new Set([...names, ...(await namesOfAll())]);
      await Promise.all([...all].map((name) => deleteDB(name)));
    });
    // Where there are no databases, there is nothing to delete.
    this.erasing = this.erasing.catch(() => undefined);
    return this.erasing;
  }

  /** Keeps nothing for this page any more, and deletes what it kept, unless another tab keeps for somebody else by now. */
  async release(): Promise<void> {
    if (this.owner === rememberedOwner()) return this.erase();
    const { opened } = this;
    this.owner = undefined;
    this.opened = Promise.resolve(undefined);
    (await opened)?.close();
  }

  /** One value, if it is there and fits. */
  async get<T>(store: StoreName, key: string, fits: Fits<T>): Promise<T | undefined> {
    const value = await this.tried((database) => database.get(store, key));
    return fits(value) ? value : undefined;
  }

  /** Everything in a store that fits. */
  async all<T>(store: StoreName, fits: Fits<T>): Promise<readonly T[]> {
    const values = (await this.tried((database) => database.getAll(store))) ?? [];
    return values.filter(fits);
  }

  /** Makes all changes, or none; none where the condition does not hold at that moment. Stores are emptied first. */
  async write(changes: readonly Change[], condition?: Condition, emptied: readonly StoreName[] = []): Promise<void> {
    if (changes.length === 0 && emptied.length === 0) return;
    await this.tried(async (database) => {
      const stores = new Set([
        ...changes.map(({ store }) => store),
        ...emptied,
        ...(condition ? [condition.store] : []),
      ]);
      const transaction = database.transaction([...stores], 'readwrite', { durability: 'relaxed' });
      if (condition && !condition.holds(await transaction.objectStore(condition.store).get(condition.key))) return;
      for (const store of emptied) void transaction.objectStore(store).clear();
      const done = changes.map(({ store, key, value }) => {
        const records = transaction.objectStore(store);
        return value === undefined ? records.delete(key) : records.put(value, key);
      });
      // A page that is left has no time to hear that each was put.
      transaction.commit();
      await Promise.all([...done, transaction.done]);
    });
  }

  /**
   * Reads the values of a store, or one of them, and puts others in their place before anybody else can write; undefined
   * drops one.
   */
  async revise(store: StoreName, revised: (value: unknown, key: string) => unknown, only?: string): Promise<void> {
    await this.tried(async (database) => {
      const transaction = database.transaction(store, 'readwrite');
      let cursor = await transaction.store.openCursor(only);
      while (cursor) {
        const value = revised(cursor.value, cursor.key);
        if (value === undefined) await cursor.delete();
        else if (value !== cursor.value) await cursor.update(value);
        cursor = await cursor.continue();
      }
      await transaction.done;
    });
  }

  private async connect(userId: string): Promise<Database> {
    const database: Database = await openDB<Schema>(PREFIX + userId, VERSION, {
      upgrade(older) {
        for (const store of STORES) if (!older.objectStoreNames.contains(store)) older.createObjectStore(store);
      },
      // Another tab signs out, or has a newer version of this page: from now on nothing is kept here.
      blocking: () => {
        database.close();
        this.lose(userId);
      },
      terminated: () => this.lose(userId),
    });
    return database;
  }

  private lose(userId: string): void {
    if (this.owner === userId) this.opened = Promise.resolve(undefined);
  }

  /** Undefined where there is no database, or no room in it. */
  private async tried<T>(work: (database: Database) => Promise<T>): Promise<T | undefined> {
    const database = await this.opened;
    if (!database) return undefined;
    try {
      return await work(database);
    } catch (error) {
      if (error instanceof DOMException) return undefined;
      throw error;
    }
  }
}

async function namesOfAll(): Promise<string[]> {
  if (!('databases' in indexedDB)) return [];
  const all = await indexedDB.databases();
  return all.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name] : []));
}

function rememberedOwner(): string | undefined {
  try {
    return localStorage.getItem(OWNER_KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

function rememberOwner(userId: string | undefined): void {
  try {
    if (userId === undefined) localStorage.removeItem(OWNER_KEY);
    else localStorage.setItem(OWNER_KEY, userId);
  } catch {
    // Storage is switched off: then there is no database either.
  }
}
