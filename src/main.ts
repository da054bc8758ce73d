import { join } from 'node:path';
import { Client } from 'pg';
import { createApplication } from './application.js';
import { CannotStart } from './config/cannot-start.js';
import { PROJECT_ROOT } from './config/project-root.js';
import { InvalidSetting, readSettings, type Settings } from './config/settings.js';
import { storedSecret } from './config/stored-secret.js';
import { EmbeddedPostgres } from './core/database/embedded/embedded-postgres.js';
import { migrate, SchemaTooNew } from './core/database/migrate.js';
import { Logger } from '@nestjs/common';
import { createLog, NestLog } from './core/logging/logging.js';
import { reportSlow } from './core/logging/slow-work.js';
import { Accounts } from './users/accounts.js';

const OLDEST_POSTGRES = 150_000;

/** Starts Parley and keeps it until it is told to stop. Whatever prevents the start is one sentence. */
async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog(settings.logLevel);
  Logger.overrideLogger(new NestLog(log));
  const logger = new Logger('Parley');
  const embedded = settings.databaseUrl ? undefined : await EmbeddedPostgres.start(settings.dataDir);
  const complete = completeSettings(settings, embedded);
  try {
    if (!embedded) await requireUsableServer(complete.databaseUrl ?? '');
    await reportSlow(logger, 'Migrating the database', () => migrate(complete.databaseUrl ?? ''));
    const app = await createApplication(complete, log, { clientFolder: join(PROJECT_ROOT, 'admin-ui', 'dist') });
    stopOnSignals(logger, async () => {
      await app.close();
      await embedded?.stop();
    });
    await app.listen(settings.port, settings.host);
    await greet(await app.getUrl(), complete, app.get(Accounts));
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** With the embedded database its address, and secrets that are made once and kept beside it. */
function completeSettings(settings: Settings, embedded: EmbeddedPostgres | undefined): Settings {
  if (!embedded) return settings;
  const jwtSecrets = settings.jwtSecrets.length > 0 ? settings.jwtSecrets : [storedSecret(embedded.secretsDir, 'jwt')];
  return { ...settings, databaseUrl: embedded.databaseUrl, jwtSecrets };
}

async function requireUsableServer(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int as version`);
    if ((rows[0]?.version ?? 0) < OLDEST_POSTGRES) throw new InvalidSetting('DATABASE_URL', 'must name PostgreSQL 15 or newer');
  } catch (error) {
    if (error instanceof InvalidSetting) throw error;
    throw new InvalidSetting('DATABASE_URL', `names a server that does not answer: ${reasonOf(error)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Says where Parley is, and how to make the first account while there is none. */
async function greet(listening: string, settings: Settings, accounts: Accounts): Promise<void> {
  const address = settings.publicUrl ?? listening.replace('[::1]', 'localhost').replace('127.0.0.1', 'localhost');
  process.stdout.write(`\n  Parley runs at ${address}\n`);
  if (await accounts.isEmpty()) {
    process.stdout.write(`  Make the first account: ${address}/setup?token=${settings.setupToken}\n`);
  }
  process.stdout.write('\n');
}

/** The first signal lets requests finish and closes everything; a second one does not wait. */
function stopOnSignals(logger: Logger, stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    logger.log(`${signal}: stopping`);
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal);
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0].message;
  return error instanceof Error ? error.message : String(error);
}

function sentenceFor(error: unknown): string | undefined {
  if (error instanceof CannotStart || error instanceof InvalidSetting || error instanceof SchemaTooNew) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `The port ${process.env.PORT ?? 3000} is taken by another program; stop it, or set PORT to another one.`;
  }
  if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
    return `The port ${process.env.PORT ?? 3000} may not be used by this user; set PORT to one above 1023.`;
  }
  return undefined;
}

try {
  await start();
} catch (error) {
  process.stderr.write(`\nParley cannot start. ${sentenceFor(error) ?? (error instanceof Error ? error.stack : String(error))}\n`);
  process.exit(1);
}
