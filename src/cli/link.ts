import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { CannotStart } from '../config/cannot-start.js';
import { setupLink, setupTokenOf } from '../config/setup-link.js';
import { readSettings, type Settings } from '../config/settings.js';
import { findSigningSecrets } from '../config/signing-secrets.js';
import { DataDirLock } from '../core/database/embedded/data-dir-lock.js';
import { openDatabase } from '../open-database.js';

const ANSWER_WITHIN = 5_000;

/** A link that was made from anything else would not work. */
class NotItsSettings extends CannotStart {
  constructor() {
    super('The link is made from a secret of the server: run this again with its environment or with its DATA_DIR.');
  }
}

/** Prints the link that makes the first account, whether Parley runs or not; while there are accounts, says so. */
Logger.overrideLogger(false);
try {
  process.stdout.write(`${await answer(readSettings(process.env))}\n`);
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function answer(settings: Settings): Promise<string> {
  const address = settings.publicUrl ?? `http://localhost:${settings.port}`;
  const running = await askRunning(settings);
  if (running?.setupRequired) return `Create the owner account at ${setupLink(address, tokenOfRunning(settings))}`;
  if (running) return `There are accounts already. Sign in at ${address}`;
  if (settings.databaseUrl === undefined && !existsSync(join(settings.dataDir, 'pg'))) {
    return 'Parley has not run here yet. Start it with npm start; it prints the link.';
  }
  const database = await openDatabase(settings);
  try {
    if (await isAnybodyThere(database.databaseUrl)) {
      return `There are accounts already. Start Parley, then sign in at ${address}`;
    }
    return `Start Parley, then create the owner account at ${setupLink(address, tokenOf(settings))}`;
  } finally {
    await database.stop();
  }
}

/** The token of the server that has these settings, if they are its own. */
function tokenOf(settings: Settings): string {
  if (settings.setupToken) return settings.setupToken;
  const secrets = findSigningSecrets(settings);
  if (!secrets) throw new NotItsSettings();
  return setupTokenOf(secrets);
}

function tokenOfRunning(settings: Settings): string {
  const { setupToken, jwtSecrets, dataDir } = settings;
  // Without a secret that was set, a server has one in the folder that it uses now: another folder's opens nothing.
  if (!setupToken && jwtSecrets.length === 0 && !DataDirLock.isHeld(dataDir)) throw new NotItsSettings();
  return tokenOf(settings);
}

/** What Parley says of itself at the port of the settings; undefined when nothing answers there. */
async function askRunning({ host, port }: Settings): Promise<{ setupRequired: boolean } | undefined> {
  const name = /^(0\.0\.0\.0|::)$/.test(host) ? '127.0.0.1' : host;
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}/api/v1/meta`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN) });
    const meta = (await response.json()) as { setupRequired?: unknown };
    return typeof meta.setupRequired === 'boolean' ? { setupRequired: meta.setupRequired } : undefined;
  } catch {
    // Nothing there, or something else.
    return undefined;
  }
}

async function isAnybodyThere(databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ made: boolean }>(`select to_regclass('public.users') is not null as made`);
    if (!rows[0]?.made) return false;
    return (await client.query('select from users limit 1')).rowCount === 1;
  } finally {
    await client.end();
  }
}
