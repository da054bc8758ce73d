import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;
export const SETUP_TOKEN = 'the-set-up-token-of-tests';

/** One process of Parley, which can be killed, frozen and started again on the same port. */
export class Node {
  private child: ChildProcess | undefined;
  private port = 0;

  constructor(
    readonly name: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it, or starts it again; resolves when it is ready. */
  async start(): Promise<void> {
    const env = { ...this.environment, PORT: String(this.port) };
    const child = spawn(process.execPath, ['dist/src/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    const deadline = performance.now() + READY_WITHIN_MS;
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      this.port ||= Number(/running at http:\/\/\S+:(\d+)/.exec(output)?.[1] ?? 0);
    });
    while (!(await this.isReady())) {
      if (child.exitCode !== null || performance.now() > deadline) throw new Error(`${this.name}: ${output}`);
      await delay(LOOK_EVERY_MS);
    }
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child) await ended(this.child, signal);
  }

  private async isReady(): Promise<boolean> {
    if (this.port === 0) return false;
    return fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(1_000) }).then(
      (response) => response.ok,
      () => false,
    );
  }
}

/** A durable PostgreSQL of its own and a number of nodes on it, as an organisation runs them. */
export class Installation {
  private constructor(
    private readonly folder: string,
    private readonly postgres: ChildProcess,
    private readonly databaseUrl: string,
    readonly nodes: readonly Node[],
  ) {}

  static async start(size: number): Promise<Installation> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-history-'));
    const postgres = spawn(process.execPath, ['test/consistency/history/durable-postgres.mjs', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const databaseUrl = await firstLine(postgres);
    const environment = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      JWT_SECRET: randomUUID() + randomUUID(),
      SETUP_TOKEN,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'fatal',
    };
    const nodes = Array.from({ length: size }, (_, n) => new Node(`node ${n + 1}`, environment));
    const installation = new Installation(folder, postgres, databaseUrl, nodes);
    // One after the other: the first migrates.
    for (const node of nodes) await node.start();
    return installation;
  }

  /** Ends every process of PostgreSQL at once; it is started again by itself, and recovers. */
  killPostgres(): void {
    const [pid] = readFileSync(join(this.folder, 'pg', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(-Number(pid), 'SIGKILL');
  }

  /** Cuts the connections by which the nodes hear each other. */
  async cutBus(): Promise<void> {
    const client = new Client(this.databaseUrl);
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'parley bus'`,
      );
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
    await ended(this.postgres, 'SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}

async function firstLine(child: ChildProcess): Promise<string> {
  let output = '';
  for await (const data of child.stdout ?? []) {
    output += String(data);
    const [line, rest] = output.split('\n');
    if (line && rest !== undefined) return line;
  }
  throw new Error('PostgreSQL did not start.');
}
