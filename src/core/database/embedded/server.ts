import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { RepeatedFailures } from '../../logging/repeated-failures.js';
import type { Binaries } from './binaries.js';
import type { RunAs } from './run-as.js';
import { type Profile, serverOptions } from './server-options.js';

/** The server ended before it was ready; the message is the last thing it said. */
export class ServerFailed extends Error {}

export interface ServerRecipe {
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly folder: string;
  readonly port: number;
  readonly profile: Profile;
}

const LAST_WORDS = 8;

/** One run of the PostgreSQL server, from its start to its end. */
export class Server {
  private static readonly logger = new Logger('PostgreSQL');
  /** Of all runs: one that cannot start says the same at each try. */
  private static readonly failures = new RepeatedFailures(Server.logger);
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  private readonly lastWords: string[] = [];
  private stopping = false;

  private constructor(
    private readonly child: ChildProcessByStdio<null, null, Readable>,
    private readonly recipe: ServerRecipe,
  ) {
    this.ended = new Promise((resolve) => child.once('error', () => resolve()).once('close', () => resolve()));
  }

  /** Resolves when the server accepts connections, however long it repairs itself; rejects with ServerFailed. */
  static async start(recipe: ServerRecipe): Promise<Server> {
    const { binaries, runAs, folder, port, profile } = recipe;
    const words = [...runAs.prefix, binaries.postgres, ...serverOptions(folder, port, profile)];
    const [command = binaries.postgres, ...rest] = words;
    const child = spawn(command, rest, {
      ...runAs.credentials,
      env: { PATH: process.env.PATH, TZ: 'UTC' },
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      // Its own process group, so that Ctrl-C reaches us first and we close our connections before we stop it.
      detached: true,
    });
    const server = new Server(child, recipe);
    await server.untilReady();
    return server;
  }

  /** Stops it cleanly: everything is written, the next start needs no repair. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (process.platform === 'win32') {
      spawnSync(this.recipe.binaries.pgCtl, ['stop', '-D', this.recipe.folder, '-m', 'fast'], { stdio: 'ignore' });
    } else {
      this.child.kill('SIGINT');
    }
    await this.ended;
  }

  private untilReady(): Promise<void> {
    const lines = createInterface({ input: this.child.stderr });
    return new Promise((resolve, reject) => {
      lines.on('line', (line) => {
        this.hear(line);
        if (line.includes('ready to accept connections')) resolve();
      });
      this.child.once('error', (error) => reject(new ServerFailed(error.message)));
      this.child.once('close', () => reject(new ServerFailed(this.lastWords.join(' '))));
    });
  }

  /** What the server says is for those who look for a fault; what ends it or a connection is for everybody. */
  private hear(line: string): void {
    this.lastWords.push(line);
    if (this.lastWords.length > LAST_WORDS) this.lastWords.shift();
    if (/^(FATAL|PANIC): /.test(line) && !this.stopping) Server.failures.warnLine(line);
    else Server.logger.debug(line);
  }
}
