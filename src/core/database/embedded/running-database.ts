import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { storedSecret } from '../../../config/stored-secret.js';
import { DataDirLock } from './data-dir-lock.js';
import { parleyUrl } from './roles.js';

/** The line of PostgreSQL's `postmaster.pid` that holds its port, counted from 0. */
const PORT_LINE = 3;

/** How to connect to the database that a running Parley has in this folder; undefined where none runs. */
export function runningDatabase(dataDir: string): string | undefined {
  if (!DataDirLock.isHeld(dataDir)) return undefined;
  const port = Number(readFileSync(join(dataDir, 'pg/postmaster.pid'), 'utf8').split('\n')[PORT_LINE]);
  return parleyUrl({ port, password: storedSecret(join(dataDir, 'secrets'), 'database') });
}
