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
    readonly folder: string,
  ) {}

  /** With the data of a folder, which is made where none is named, and settings of its own. */
  static async start(
    port: number,
    folder = mkdtempSync(join(tmpdir(), 'parley-browser-')),
    more: Readonly<Record<string, string>> = {},
  ): Promise<OwnServer> {
    const settings = {
      PORT: String(port),
      DATA_DIR: folder,
      SETUP_TOKEN,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
      ...more,
    };
    const child = spawn(process.execPath, ['dist/src/main.js'], {
      env: { ...process.env, ...settings },
      stdio: 'ignore',
    });
    // A test that is cut off does not stop what it started.
    process.once('exit', () => child.kill('SIGKILL'));
    const server = new OwnServer(`http://localhost:${port}`, child, folder);
    const isReady = () =>
      fetch(`${server.url}/health/ready`).then(
        ({ ok }) => ok,
        () => child.exitCode !== null,
      );
    try {
      await expect.poll(isReady, { timeout: 80_000 }).toBe(true);
      expect(child.exitCode).toBeNull();
    } catch (error) {
      await server.halt();
      throw error;
    }
    return server;
  }

  /** Its folder is kept. */
  async halt(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
  }

  async stop(): Promise<void> {
    await this.halt();
    await rm(this.folder, { recursive: true, force: true });
  }
}
