import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { CannotStart } from '../../../config/cannot-start.js';

/** How PostgreSQL, which refuses to run as root, is started here. */
export interface RunAs {
  /** Words before the program's own; each of them executes the next, so that the process id stays the same. */
  readonly prefix: readonly string[];
  /** For `spawn`; empty when the prefix, or nothing, changes who runs it. */
  readonly credentials: { readonly uid?: number; readonly gid?: number };
  /** Who has to own the cluster's folder; undefined where there are no owners. */
  readonly owner: number | undefined;
}

/** `nobody` on every system that has one; it needs no entry in /etc/passwd. */
const UNPRIVILEGED = 65_534;
const NAMESPACE = ['unshare', '--user', `--map-user=${UNPRIVILEGED}`, `--map-group=${UNPRIVILEGED}`];
/** So that the server ends cleanly when the process that started it dies without a word. */
const END_WITH_PARENT = ['setpriv', '--pdeathsig', 'INT'];

export interface Surroundings {
  /** A program of PostgreSQL, to try whether it runs. */
  readonly program: string;
  /** Folders that the server must reach. */
  readonly folders: readonly string[];
  /** Who owns the cluster already, when there is one. */
  readonly clusterOwner: number | undefined;
}

/** Chooses an account that may run PostgreSQL and reach its files; throws CannotStart where there is none. */
export function chooseRunAs(surroundings: Surroundings): RunAs {
  const uid = process.getuid?.();
  if (uid === undefined) return { prefix: [], credentials: {}, owner: undefined };
  return uid === 0 ? asRoot(surroundings) : asUser(uid, surroundings);
}

function asUser(uid: number, { program, clusterOwner }: Surroundings): RunAs {
  if (clusterOwner !== undefined && clusterOwner !== uid) {
    throw new CannotStart(
      `The database under DATA_DIR belongs to the system user ${clusterOwner} and Parley runs as ${uid}; start it as root or as that user.`,
    );
  }
  // initdb wants to know the name of its user, and a container started with a bare number has none.
  const prefix = hasName() ? [] : NAMESPACE;
  if (!runs(prefix, program)) {
    throw new CannotStart(
      `PostgreSQL does not start as the user ${uid}, who has no name on this system; give it one, or set DATABASE_URL.`,
    );
  }
  return { prefix: [...prefix, ...endWithParent()], credentials: {}, owner: uid };
}

function asRoot({ program, folders, clusterOwner }: Surroundings): RunAs {
  const id = clusterOwner || UNPRIVILEGED;
  const inNamespace = { prefix: [...NAMESPACE, ...endWithParent()], credentials: {}, owner: 0 };
  if (clusterOwner === 0) {
    if (runs(NAMESPACE, program)) return inNamespace;
    throw new CannotStart(
      `The database under DATA_DIR belongs to root, as whom PostgreSQL does not run; give it to an ordinary user with chown.`,
    );
  }
  const credentials = { uid: id, gid: id };
  if (folders.every((folder) => isOpenTo(id, folder)) && runs([], program, credentials)) {
    return { prefix: endWithParent(), credentials, owner: id };
  }
  const throughClosedFolders = [
    ...['setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups'],
    ...['--inh-caps=+dac_override', '--ambient-caps=+dac_override'],
    // PostgreSQL asks access(2) for its own programs, which for an ordinary user looks away from capabilities without this.
    '--securebits=+no_setuid_fixup',
  ];
  if (runs(throughClosedFolders, program)) {
    const [setpriv = '', ...options] = throughClosedFolders;
    return { prefix: [setpriv, ...END_WITH_PARENT.slice(1), ...options], credentials: {}, owner: id };
  }
  if (clusterOwner === undefined && runs(NAMESPACE, program)) return inNamespace;
  throw new CannotStart(
    `PostgreSQL does not run as root, and its unprivileged user cannot reach ${folders.join(' or ')}; ` +
      'open those folders to others (chmod o+x), start as an ordinary user, or set DATABASE_URL.',
  );
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    // Node throws when the user has no entry in /etc/passwd.
    return false;
  }
}

/** Whether a folder and every folder above it let that user pass. */
function isOpenTo(id: number, folder: string): boolean {
  const { uid, gid, mode } = statSync(folder);
  const passes = mode & (uid === id ? 0o100 : gid === id ? 0o010 : 0o001);
  return passes !== 0 && (dirname(folder) === folder || isOpenTo(id, dirname(folder)));
}

function endWithParent(): readonly string[] {
  return process.platform === 'linux' && runs(END_WITH_PARENT, 'true', {}, []) ? END_WITH_PARENT : [];
}

function runs(
  prefix: readonly string[],
  program: string,
  credentials: { uid?: number; gid?: number } = {},
  words: readonly string[] = ['--version'],
): boolean {
  const [command = program, ...rest] = [...prefix, program, ...words];
  return spawnSync(command, rest, { ...credentials, stdio: 'ignore', cwd: '/', timeout: 10_000 }).status === 0;
}
