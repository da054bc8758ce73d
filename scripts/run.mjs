import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { projectNode, ROOT } from './project.mjs';
import { TaskFailed } from './task-failed.mjs';

export { TaskFailed };

const running = new Set();
const PROGRESS_EVERY = 10_000;
let signalled = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopChildren(signal));

if (process.env.npm_lifecycle_event) {
  // Some versions of npm die of a signal without passing it on, and would leave everything running.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stopChildren('SIGTERM'), 500).unref();
}

function stopChildren(signal) {
  signalled = true;
  for (const child of running) child.kill(signal);
  if (running.size === 0) process.exit(1);
}

/** True once this process was told to stop. */
export const isStopping = () => signalled;

/** The environment of everything that is started here: tools of the project first, no telemetry. */
export function toolEnvironment() {
  const path = [dirname(projectNode()), join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, NG_CLI_ANALYTICS: 'false', REDOCLY_TELEMETRY: 'off' };
}

/** Starts a script of the project, or of a package, under the pinned Node. */
export function startNode(words, { cwd = '.', stdio = 'inherit', env = {} } = {}) {
  return track(spawn(projectNode(), words, { cwd: join(ROOT, cwd), stdio, env: { ...toolEnvironment(), ...env } }));
}

function track(child) {
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** Resolves with how a child ended: its exit code, 1 for a signal. */
export function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ? 1 : code));
  });
}

/** Runs it to its end with its output on the terminal; throws TaskFailed when it fails. */
export async function runNode(words, options) {
  if ((await ended(startNode(words, options))) !== 0) throw new TaskFailed('');
}

/** Runs it and keeps its output. Resolves with `{ ok, output }`. */
export async function captureNode(words, options) {
  return captured(startNode(words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }));
}

async function captured(child) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ok = (await ended(child)) === 0;
  if (signalled) throw new TaskFailed('');
  return { ok, output };
}

/** Runs another program to its end with its output on the terminal; throws TaskFailed with that sentence when it fails. */
export async function runProgram(command, words, { env, sentence }) {
  const child = track(spawn(command, words, { cwd: ROOT, stdio: 'inherit', env, shell: process.platform === 'win32' }));
  const code = await ended(child).catch((error) => error.message);
  if (code !== 0) throw new TaskFailed(sentence);
}

/** Does the work and tells on one line what, for how long, and that it still goes on. */
export async function telling(what, work) {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  console.log(`${what} …`);
  const progress = setInterval(() => console.log(`${what} … ${seconds()}`), PROGRESS_EVERY);
  try {
    const result = await work();
    console.log(`${what}: done in ${seconds()}`);
    return result;
  } finally {
    clearInterval(progress);
  }
}
