import { Logger } from '@nestjs/common';
import { CannotStart } from '../config/cannot-start.js';
import { readSettings, type Settings } from '../config/settings.js';
import { runningDatabase } from '../core/database/embedded/running-database.js';
import { openDatabase } from '../open-database.js';
import { type RebuildProgress, RebuildRuns, rebuildIndex } from '../search/index/rebuild-index.js';

const TELL_EVERY_MS = 1_000;

/** Makes the index of the search anew, whether or not Parley runs, and says how far it is. */
Logger.overrideLogger(false);
try {
  const { total } = await rebuild(readSettings(process.env), told());
  process.stdout.write(`The index of the search was made anew, of ${total.toLocaleString('en')} messages.\n`);
} catch (error) {
  if (!(error instanceof CannotStart || error instanceof RebuildRuns)) throw error;
  const sentence =
    error instanceof RebuildRuns ? 'The index is being made anew already, by somebody else.' : error.message;
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

async function rebuild(settings: Settings, tell: (progress: RebuildProgress) => void): Promise<RebuildProgress> {
  const running = settings.databaseUrl === undefined ? runningDatabase(settings.dataDir) : undefined;
  if (running !== undefined) return rebuildIndex(running, tell);
  const database = await openDatabase(settings);
  try {
    return await rebuildIndex(database.databaseUrl, tell);
  } finally {
    await database.stop();
  }
}

/** A line each second at most. */
function told(): (progress: RebuildProgress) => void {
  let last = 0;
  return ({ done, total }) => {
    if (performance.now() - last < TELL_EVERY_MS) return;
    last = performance.now();
    const share = total === 0 ? 100 : Math.floor((100 * done) / total);
    process.stdout.write(`${share} % · ${done.toLocaleString('en')} of ${total.toLocaleString('en')} messages\n`);
  };
}
