import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

const PROGRAMS = ['valkey-server', 'redis-server'];

/** A Redis or Valkey for tests: the one of REDIS_URL, else one of this machine's, started on a free port. */
export class RedisServer {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess | undefined,
  ) {}

  /** False where the tests of it have to be skipped. */
  static get isThere(): boolean {
    return Boolean(process.env.REDIS_URL) || program() !== undefined;
  }

  static async start(): Promise<RedisServer> {
    if (process.env.REDIS_URL) return new RedisServer(process.env.REDIS_URL, undefined);
    const port = await freePort();
    const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = spawn(program() ?? '', words, { stdio: ['ignore', 'pipe', 'inherit'] });
    let log = '';
    for await (const text of child.stdout) {
      log += String(text);
      if (log.includes('Ready to accept connections')) break;
    }
    return new RedisServer(`redis://127.0.0.1:${port}`, child);
  }

  async stop(): Promise<void> {
    if (!this.child || this.child.exitCode !== null) return;
    this.child.kill();
    await once(this.child, 'exit');
  }
}

function program(): string | undefined {
  return PROGRAMS.find((name) => spawnSync(name, ['--version']).status === 0);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
