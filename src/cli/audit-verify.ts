import { Logger } from '@nestjs/common';
import { type DatabaseVerdict, verifyDatabase } from '../audit/verify-database.js';
import { CannotStart } from '../config/cannot-start.js';
import { readSettings, type Settings } from '../config/settings.js';
import { runningDatabase } from '../core/database/embedded/running-database.js';
import { openDatabase } from '../open-database.js';

class NoHead extends CannotStart {
  constructor() {
    super('Give nothing, or the position and the hash of a head from the log: npm run audit:verify -- 120 3f9a…');
  }
}

/** Says whether anybody changed the audit log, and ends with 1 when somebody did. */
Logger.overrideLogger(false);
try {
  const head = headOf(process.argv.slice(2));
  const settings = readSettings(process.env);
  const verdict = await verify(settings, head);
  const isGood = verdict.ok && verdict.hasHead !== false;
  (isGood ? process.stdout : process.stderr).write(`${inWords(verdict)}\n`);
  if (!isGood) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function verify(settings: Settings, head: { position: number; hash: string } | undefined) {
  const running = settings.databaseUrl === undefined ? runningDatabase(settings.dataDir) : undefined;
  if (running !== undefined) return verifyDatabase(running, head);
  const database = await openDatabase(settings);
  try {
    return await verifyDatabase(database.databaseUrl, head);
  } finally {
    await database.stop();
  }
}

function headOf(words: readonly string[]): { position: number; hash: string } | undefined {
  if (words.length === 0) return undefined;
  const [position = '', hash = ''] = words;
  if (words.length !== 2 || !/^\d{1,15}$/.test(position) || !/^[0-9a-f]{64}$/i.test(hash)) throw new NoHead();
  return { position: Number(position), hash: hash.toLowerCase() };
}

function inWords({ ok, sealedThrough, head, firstBad, hasHead }: DatabaseVerdict): string {
  if (!ok)
    return `Entry ${firstBad} of the audit log was changed or taken out. Those before it are as they were sealed.`;
  if (hasHead === false) return 'The head that you gave is not in this audit log: somebody made the chain anew.';
  if (sealedThrough === 0) return 'Nothing is on record yet.';
  return `The audit log is as it was sealed, through entry ${sealedThrough}. Head: ${head}`;
}
