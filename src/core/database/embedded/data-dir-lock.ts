import { existsSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Sqlite from 'node:sqlite';
import { CannotStart } from '../../../config/cannot-start.js';

/**
 * Lets one process at a time use a data folder.
 *
 * SQLite takes the lock, because the system itself gives it back when a process dies, however it dies, and because it
 * holds between containers that share the folder, where process ids mean nothing. `parley.pid` is only for people.
 */
export class DataDirLock {
  private constructor(
    private readonly lock: Sqlite.DatabaseSync,
    private readonly pidFile: string,
  ) {}

  /** Throws CannotStart at once when another process holds the folder. */
  static take(dataDir: string): DataDirLock {
    const pidFile = join(dataDir, 'parley.pid');
    const lock = openSqlite(join(dataDir, 'parley.lock'), { timeout: 0 });
    try {
      // Nothing is ever written to it, so nothing has to be repaired after a crash.
      lock.exec('pragma journal_mode = memory; begin exclusive');
    } catch (error) {
      lock.close();
      if (!isBusy(error)) throw error;
      throw new CannotStart(
        `Another Parley${holder(pidFile)} is using the data folder ${dataDir}; stop it, or give this one a DATA_DIR of its own.`,
      );
    }
    writeFileSync(pidFile, `${process.pid}\n`);
    return new DataDirLock(lock, pidFile);
  }

  /** Whether another process holds the folder; looking at it leaves nothing there. */
  static isHeld(dataDir: string): boolean {
    const file = join(dataDir, 'parley.lock');
    if (!existsSync(file)) return false;
    const lock = openSqlite(file, { timeout: 0, readOnly: true });
    try {
      lock.exec('select 1 from sqlite_schema');
      return false;
    } catch (error) {
      if (!isBusy(error)) throw error;
      return true;
    } finally {
      lock.close();
    }
  }

  release(): void {
    rmSync(this.pidFile, { force: true });
    this.lock.close();
  }
}

/** An older Node has no SQLite: an import of it would end the process before anybody could say why. */
function openSqlite(file: string, options: Sqlite.DatabaseSyncOptions): Sqlite.DatabaseSync {
  const sqlite = process.getBuiltinModule('node:sqlite') as typeof Sqlite | undefined;
  if (sqlite) return new sqlite.DatabaseSync(file, options);
  throw new CannotStart(
    `Node ${process.versions.node} is too old for Parley; use the one of node_modules/node-*/bin, as npm start does.`,
  );
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function holder(pidFile: string): string {
  try {
    return ` (process ${readFileSync(pidFile, 'utf8').trim()})`;
  } catch {
    // The other one has not come so far yet; the sentence is true without its number.
    return '';
  }
}
