import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotStart } from '../../../config/cannot-start.js';
import { commandLine, isPresent, isRunning } from './process-state.js';

/** A clean stop writes everything to disk, which takes a while on a slow one; after that it is told to drop its work. */
const CLEAN_STOP_WITHIN = 60_000;
const FORCED_STOP_WITHIN = 10_000;

/**
 * Makes the way free for a new server in the cluster `folder`. Call it only with the DataDirLock held.
 *
 * A server that outlived its Parley is stopped cleanly. A `postmaster.pid` that names a zombie or a stranger is kept,
 * because PostgreSQL finds by it whether processes of the last server still touch the data; only its process id is
 * replaced by ours, which PostgreSQL, our child, does not take for another server.
 */
export async function clearTheWay(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  const content = readIfThere(file);
  const pid = Math.abs(Number.parseInt(content ?? '', 10));
  if (content === undefined || !Number.isSafeInteger(pid) || pid === 0 || !isPresent(pid)) return;
  if (isRunning(pid) && isServerOf(pid, folder)) {
    await stopOrphan(pid);
  } else {
    writeFileSync(file, content.replace(/^-?\d+/, String(process.pid)));
  }
}

/** Always true on Windows, where nobody can know: then a stranger of the same id is not taken for a dead server. */
function isServerOf(pid: number, folder: string): boolean {
  return process.platform === 'win32' || commandLine(pid).includes(`-D ${folder} `);
}

async function stopOrphan(pid: number): Promise<void> {
  if (signal(pid, 'SIGINT') && (await endsWithin(pid, CLEAN_STOP_WITHIN))) return;
  if (signal(pid, 'SIGQUIT') && (await endsWithin(pid, FORCED_STOP_WITHIN))) return;
  throw new CannotStart(`The PostgreSQL of an earlier start (process ${pid}) does not stop; end it, then start again.`);
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    // Gone already, or somebody else's: waiting for its end tells which.
    return !isRunning(pid);
  }
}

async function endsWithin(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (isRunning(pid)) {
    if (performance.now() > deadline) return false;
    await delay(50);
  }
  return true;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
