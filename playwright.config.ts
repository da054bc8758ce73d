import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS } from './test/browser/support/find-chromium.js';

/** As many as a machine of two cores carries; each has a server, on which nobody of the other one's files is met. */
const WORKERS = 2;

const FIRST_PORT = Number(process.env.BROWSER_TEST_PORT ?? 3877);
/** The server of a worker; at the port after it stands the one that a file starts for itself. */
const portOf = (worker: number): number => FIRST_PORT + 2 * worker;
/** A worker reads this file again, and then knows which one it is. */
const PORT = portOf(Number(process.env.TEST_PARALLEL_INDEX ?? 0));

/** Where the server of a worker keeps its data; the worker has it from the process that started both. */
const dataOf = (worker: number): string =>
  (process.env[`BROWSER_TEST_DATA_${worker}`] ??= mkdtempSync(join(tmpdir(), 'parley-browser-')));

const FIRST = 'story.spec.ts';
/** Each is a project, which has a browser of its own: what one leaves open would go on working beside all that follow. */
const FILES = readdirSync(join(import.meta.dirname, 'test/browser'))
  .filter((file) => file.endsWith('.spec.ts'))
  .sort((a, b) => Number(b === FIRST) - Number(a === FIRST) || a.localeCompare(b));

/** The whole in a real browser: the built server with a data folder of its own, and the built client. */
export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './test/browser/support/find-chromium.ts',
  workers: WORKERS,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    // What goes through it passes by the routes of a test; files about what it does allow it.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_EXECUTABLE, args: CHROMIUM_FLAGS },
  },
  // The story begins with a server that has no account; whoever comes later finds the one that it made, or makes it.
  projects: FILES.map((file) => ({ name: file.replace('.spec.ts', ''), testMatch: `**/${file}` })),
  webServer: Array.from({ length: WORKERS }, (_, worker) => ({
    command: `"${process.execPath}" dist/src/main.js`,
    url: `http://localhost:${portOf(worker)}/health/ready`,
    timeout: 90_000,
    env: {
      PORT: String(portOf(worker)),
      DATA_DIR: dataOf(worker),
      SETUP_TOKEN: 'the-set-up-token-of-browser-tests',
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
    },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  })),
});
