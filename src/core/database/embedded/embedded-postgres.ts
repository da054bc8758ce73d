import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { CannotStart } from '../../../config/cannot-start.js';
import { storedSecret } from '../../../config/stored-secret.js';
import { reportSlow } from '../../logging/slow-work.js';
import { findBinaries } from './binaries.js';
import { clusterOwner, createCluster } from './cluster.js';
import { DataDirLock } from './data-dir-lock.js';
import { clearTheWay } from './postmaster-file.js';
import { asSuperuser, prepareDatabase } from './roles.js';
import { chooseRunAs } from './run-as.js';
import { Server, ServerFailed, type ServerRecipe } from './server.js';
import type { Profile } from './server-options.js';

const FIRST_RESTART_AFTER = 200;
const LATER_RESTARTS_AFTER = 10_000;

/** A real PostgreSQL of one's own under a data folder: made on the first start, restarted when it dies, stopped by `stop`. */
export class EmbeddedPostgres {
  private readonly logger = new Logger('PostgreSQL');
  private readonly stopped = new AbortController();

  private readonly supervision: Promise<void>;

  private constructor(
    private readonly lock: DataDirLock,
    private readonly recipe: ServerRecipe,
    private server: Server,
    private readonly superuserPassword: string,
    /** Connects as the application's role; valid until `stop`, through restarts too. */
    readonly databaseUrl: string,
  ) {
    this.supervision = this.supervise();
  }

  /** Throws CannotStart, with one sentence, when there cannot be one here. */
  static async start(dataDir: string, profile: Profile = 'durable'): Promise<EmbeddedPostgres> {
    const home = resolve(dataDir);
    try {
      prepareFolder(home);
      return await EmbeddedPostgres.startIn(realpathSync(home), profile);
    } catch (error) {
      throw isSystemError(error)
        ? new CannotStart(`The folder ${home} of DATA_DIR cannot be used: ${error.message}.`)
        : error;
    }
  }

  private static async startIn(home: string, profile: Profile): Promise<EmbeddedPostgres> {
    const lock = DataDirLock.take(home);
    try {
      return await EmbeddedPostgres.startLocked(home, lock, profile);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  private static async startLocked(home: string, lock: DataDirLock, profile: Profile): Promise<EmbeddedPostgres> {
    const folder = join(home, 'pg');
    const secretsDir = join(home, 'secrets');
    const owner = clusterOwner(folder);
    if (owner !== undefined) refuseLostSecret(folder, join(secretsDir, SUPERUSER_SECRET));
    const superuserPassword = storedSecret(secretsDir, SUPERUSER_SECRET);
    const password = storedSecret(secretsDir, 'database');
    const { server, recipe } = await startCluster({ home, folder, owner, superuserPassword, profile });
    try {
      const url = await prepareDatabase({ port: recipe.port, superuserPassword, password }, profile);
      return new EmbeddedPostgres(lock, recipe, server, superuserPassword, url);
    } catch (error) {
      await server.stop();
      const isRefused = error instanceof Error && 'code' in error && error.code === WRONG_PASSWORD;
      throw isRefused ? new CannotStart(putBack(folder, join(secretsDir, SUPERUSER_SECRET))) : error;
    }
  }

  /** Does what the application's role must not be able to do, in Parley's database. */
  asSuperuser(work: (run: (statement: string) => Promise<unknown>) => Promise<unknown>): Promise<void> {
    return asSuperuser({ superuserPassword: this.superuserPassword, port: this.recipe.port }, work);
  }

  /** Stops the server cleanly and frees the data folder. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await reportSlow(this.logger, 'Stopping the database', () => this.server.stop());
    await this.supervision;
    this.lock.release();
  }

  /** Starts the server again whenever it ends by itself; the pools of this process reconnect to the same port. */
  private async supervise(): Promise<void> {
    for (;;) {
      await this.server.ended;
      if (this.stopped.signal.aborted) return;
      this.logger.error('The database ended by itself and is started again.');
      await this.restart();
    }
  }

  private async restart(): Promise<void> {
    for (let wait = FIRST_RESTART_AFTER; ; wait = Math.min(wait * 2, LATER_RESTARTS_AFTER)) {
      // Waking early, to find `stopped`, is no failure.
      await delay(wait, undefined, { signal: this.stopped.signal }).catch(() => undefined);
      if (this.stopped.signal.aborted) return;
      try {
        await clearTheWay(this.recipe.folder);
        this.server = await Server.start(this.recipe);
        this.logger.log('The database is back.');
        if (this.stopped.signal.aborted) await this.server.stop();
        return;
      } catch (error) {
        // Whatever it is, giving up would leave Parley without a database for ever.
        this.logger.debug(error);
      }
    }
  }
}

const SUPERUSER_SECRET = 'database-superuser';
/** PostgreSQL's code for it. */
const WRONG_PASSWORD = '28P01';

/** A new secret would not open the database that is there. */
function refuseLostSecret(cluster: string, secret: string): void {
  if (!existsSync(secret)) throw new CannotStart(putBack(cluster, secret));
}

function putBack(cluster: string, secret: string): string {
  return `The password in ${secret} is not that of the database in ${cluster}; put back the folder of secrets that belongs to it.`;
}

interface ClusterPlan {
  readonly home: string;
  readonly folder: string;
  /** Undefined when there is no cluster yet. */
  readonly owner: number | undefined;
  readonly superuserPassword: string;
  readonly profile: Profile;
}

async function startCluster({ home, folder, owner, superuserPassword, profile }: ClusterPlan) {
  const logger = new Logger('PostgreSQL');
  const binaries = findBinaries();
  const runAs = chooseRunAs({ program: binaries.postgres, folders: [home, binaries.folder], clusterOwner: owner });
  if (owner === undefined) {
    await reportSlow(logger, 'Making the database', () =>
      createCluster(folder, superuserPassword, { binaries, runAs, profile }),
    );
  }
  return reportSlow(logger, 'Starting the database', () => startServer({ binaries, runAs, folder, port: 0, profile }));
}

/** Others may pass, not look: as root the server runs as somebody else. */
function prepareFolder(home: string): void {
  makeFolder(home);
  accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
}

/** Not `recursive`, which never returns in a place such as /proc, where nothing can be made. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o711 });
}

/** The file system said no: no permission, no space, a file in the place of a folder. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && ('syscall' in error || error.code === 'ERR_SQLITE_ERROR');
}

const ATTEMPTS = 40;
const BETWEEN_ATTEMPTS = 250;

/** Tries other ports while the chosen one is taken, and waits while processes of a killed server still end. */
async function startServer(recipe: ServerRecipe): Promise<{ server: Server; recipe: ServerRecipe }> {
  for (let attempt = 1; ; attempt++) {
    await clearTheWay(recipe.folder);
    const onFreePort = { ...recipe, port: await freePort() };
    try {
      return { server: await Server.start(onFreePort), recipe: onFreePort };
    } catch (error) {
      if (!(error instanceof ServerFailed)) throw error;
      if (attempt === ATTEMPTS || !PASSING.test(error.message)) {
        throw new CannotStart(`The database in ${recipe.folder} does not start: ${error.message}`);
      }
      await delay(BETWEEN_ATTEMPTS);
    }
  }
}

/** What PostgreSQL says of another program on its port, and of processes that a killed server left behind. */
const PASSING =
  /Address already in use|could not (bind|create any TCP)|shared memory block|lock file .* already exists/;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
