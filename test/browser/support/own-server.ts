import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { SETUP_TOKEN } from './company.js';

/** A server on which nobody has an account yet, for a file that begins with setting it up or whose people no other may meet. */
export class OwnServer {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(port: number): Promise<OwnServer> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-browser-'));
    const settings = { PORT: String(port), DATA_DIR: folder, SETUP_TOKEN, RATE_LIMITS: 'off', LOG_LEVEL: 'warn' };
    const child = spawn(process.execPath, ['dist/src/main.js'], {
      env: { ...process.env, ...settings },
      stdio: 'ignore',
    });
    const server = new OwnServer(`http://localhost:${port}`, child, folder);
    const isReady = () =>
      fetch(`${server.url}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(isReady, { timeout: 80_000 }).toBe(true);
    return server;
  }

  async stop(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
    await rm(this.folder, { recursive: true, force: true });
  }
}
