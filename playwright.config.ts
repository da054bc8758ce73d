import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS } from './test/browser/support/find-chromium.js';

const PORT = Number(process.env.BROWSER_TEST_PORT ?? 3877);

/** The processes that run the files read this again: they have it from the first one. */
process.env.BROWSER_TEST_DATA ??= mkdtempSync(join(tmpdir(), 'parley-browser-'));

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
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_EXECUTABLE, args: CHROMIUM_FLAGS },
  },
  // The story begins with a server that has no account; whoever comes later finds the one that it made.
  projects: FILES.map((file) => ({ name: file.replace('.spec.ts', ''), testMatch: `**/${file}` })),
  webServer: {
    command: `"${process.execPath}" dist/src/main.js`,
    url: `http://localhost:${PORT}/health/ready`,
    timeout: 90_000,
    env: {
      PORT: String(PORT),
      DATA_DIR: process.env.BROWSER_TEST_DATA,
      SETUP_TOKEN: 'the-set-up-token-of-browser-tests',
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
    },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
});
