import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger as Log } from 'pino';
import { createApplication } from './application.js';
import { CannotStart } from './config/cannot-start.js';
import { PROJECT_ROOT } from './config/project-root.js';
import type { Settings } from './config/settings.js';
import { signingSecrets } from './config/signing-secrets.js';
import { setupLink, setupTokenOf } from './config/setup-link.js';
import { Readiness } from './core/health/readiness.js';
import { reportSlow } from './core/logging/slow-work.js';
import { Metrics } from './core/metrics/metrics.js';
import { openDatabase, type OpenDatabase } from './open-database.js';
import { Accounts } from './users/accounts.js';

/** Requests that take longer than this while the process stops are cut. */
const DRAIN_WITHIN = 20_000;
const CLOSE_IDLE_EVERY = 100;
/** Everybody comes back at once when a proxy restarts: what waits to be accepted beyond this is dropped by the system. */
const BACKLOG = 4_096;

/** One running Parley: its database, when it brings its own, and the application. */
export class ParleyProcess {
  private readonly logger = new Logger('Parley');
  private database: OpenDatabase | undefined;
  private app: NestFastifyApplication | undefined;
  private stopping: Promise<void> | undefined;
  private starting: Promise<void> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly log: Log,
    /** What else has to be done before anybody can use it. */
    private readonly prepare?: (app: NestFastifyApplication, settings: Settings) => Promise<void>,
  ) {}

  /** Resolves when people can use it; throws CannotStart or SchemaTooNew, and leaves nothing running, when they cannot. */
  async start(): Promise<void> {
    this.starting = this.startParts();
    try {
      await this.starting;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Answers what was asked already, closes the sockets, then the database. Calling it again waits for the same end. */
  stop(): Promise<void> {
    this.stopping ??= this.stopParts();
    return this.stopping;
  }

  private async startParts(): Promise<void> {
    this.database = await openDatabase(this.settings);
    const { databaseUrl } = this.database;
    const jwtSecrets = signingSecrets(this.settings);
    await reportSlow(this.logger, 'Migrating the database', this.database.migrate);
    const setupToken = this.settings.setupToken || setupTokenOf(jwtSecrets);
    const settings: Settings = { ...this.settings, databaseUrl, jwtSecrets, setupToken };
    this.app = await createApplication(settings, this.log, {
      clientFolder: join(PROJECT_ROOT, 'admin-ui', 'dist'),
    });
    this.app.get(Metrics).observeProcess();
    await this.app.init();
    await this.prepare?.(this.app, settings);
    await this.listen(this.app);
    await this.greet(this.app, setupToken);
  }

  private async listen(app: NestFastifyApplication): Promise<void> {
    const { port, host } = this.settings;
    try {
      // Not `app.listen`, which would log the failure that becomes a sentence below.
      await app.getHttpAdapter().getInstance().listen({ port, host, backlog: BACKLOG });
    } catch (error) {
      const sentence = LISTEN_FAILURES[error instanceof Error && 'code' in error ? String(error.code) : ''];
      throw sentence ? new CannotStart(sentence(this.settings)) : error;
    }
  }

  /** For the person at the terminal, so not through the log; the set-up link is for them alone. */
  private async greet(app: NestFastifyApplication, setupToken: string): Promise<void> {
    const address = this.settings.publicUrl ?? localAddress(app.getHttpServer().address() as AddressInfo);
    process.stdout.write(`Parley is running at ${address}\n`);
    if (await app.get(Accounts).isAnybodyThere()) return;
    process.stdout.write(`Create the owner account at ${setupLink(address, setupToken)}\n`);
  }

  private async stopParts(): Promise<void> {
    // A stop in the middle of a start waits for it, or its parts would appear after they were stopped.
    await this.starting?.catch(() => undefined);
    this.app?.get(Readiness).drain();
    // One that carried its last answer after the server stopped to listen would be waited for until its client lets go.
    const idle = setInterval(() => this.app?.getHttpServer().closeIdleConnections(), CLOSE_IDLE_EVERY);
    const cut = setTimeout(() => this.app?.getHttpServer().closeAllConnections(), DRAIN_WITHIN);
    await reportSlow(this.logger, 'Finishing what was begun', async () => this.app?.close());
    clearInterval(idle);
    clearTimeout(cut);
    await this.database?.stop();
  }
}

const LISTEN_FAILURES: Readonly<Record<string, ((settings: Settings) => string) | undefined>> = {
  EADDRINUSE: ({ port, host }) =>
    `Port ${port} of ${host} is in use by another program; stop that one, or choose another with the setting PORT.`,
  EACCES: ({ port }) => `The setting PORT names port ${port}, which this user may not open; choose one above 1023.`,
  EADDRNOTAVAIL: ({ host }) => `The setting HOST names ${host}, which is no address of this machine.`,
  ENOTFOUND: ({ host }) => `The setting HOST names ${host}, which cannot be found.`,
};

function localAddress({ address, family, port }: AddressInfo): string {
  const host = /^(0\.0\.0\.0|::|127\.0\.0\.1|::1)$/.test(address) ? 'localhost' : address;
  return `http://${family === 'IPv6' && host !== 'localhost' ? `[${host}]` : host}:${port}`;
}
