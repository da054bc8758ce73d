import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { rescueOwner } from '../auth/rescue/rescue-owner.js';
import { CannotStart } from '../config/cannot-start.js';
import { readSettings } from '../config/settings.js';
import { runningDatabase } from '../core/database/embedded/running-database.js';
import { openDatabase } from '../open-database.js';

/**
 * Prints a link with which an owner who is locked out chooses another password: for whoever may read the database, whether
 * Parley runs or not.
 */
Logger.overrideLogger(false);
try {
  const [username, ...more] = process.argv.slice(2);
  if (more.length > 0) throw new CannotStart('Give nothing, or one username: npm run rescue -- ana');
  const settings = readSettings(process.env);
  const { databaseUrl, dataDir, publicUrl, port } = settings;
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'pg')))
    throw new CannotStart('Parley has not run here yet. Start it with npm start.');
  const running = databaseUrl === undefined ? runningDatabase(dataDir) : undefined;
  const database = running === undefined ? await openDatabase(settings) : undefined;
  try {
    const rescue = await rescueOwner(running ?? database?.databaseUrl ?? '', username);
    const link = `${publicUrl ?? `http://localhost:${port}`}/reset-password?token=${rescue.token}`;
    process.stdout.write(
      `A new password for ${rescue.username}, within an hour and once${running === undefined && databaseUrl === undefined ? ', after npm start' : ''}:\n${link}\n`,
    );
  } finally {
    await database?.stop();
  }
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
