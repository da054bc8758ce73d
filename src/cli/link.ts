import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { CannotStart } from '../config/cannot-start.js';
import { setupLink, setupTokenOf } from '../config/setup-link.js';
import { readSettings, type Settings } from '../config/settings.js';
import { storedSecret } from '../config/stored-secret.js';
import { openDatabase } from '../open-database.js';

const ANSWER_WITHIN = 5_000;

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
  if (running?.setupRequired) {
    return `Create the owner account at ${setupLink(address, tokenOf(settings, ownSecret(settings)))}`;
  }
  if (running) return `There are accounts already. Sign in at ${address}`;
  if (settings.databaseUrl === undefined && !existsSync(join(settings.dataDir, 'pg'))) {
    return 'Parley has not run here yet. Start it with npm start; it prints the link.';
  }
  const database = await openDatabase(settings);
  try {
    if (await isAnybodyThere(database.databaseUrl)) {
      return `There are accounts already. Start Parley, then sign in at ${address}`;
    }
    return `Start Parley, then create the owner account at ${setupLink(address, tokenOf(settings, database.jwtSecrets))}`;
  } finally {
    await database.stop();
  }
}

function tokenOf({ setupToken }: Settings, jwtSecrets: readonly string[]): string {
  return setupToken || setupTokenOf(jwtSecrets);
}

function ownSecret({ jwtSecrets, dataDir }: Settings): readonly string[] {
  return jwtSecrets.length > 0 ? jwtSecrets : [storedSecret(join(dataDir, 'secrets'), 'jwt')];
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
