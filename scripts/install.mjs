import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { pinnedNode } from './project.mjs';
import { runProgram, TaskFailed, telling } from './run.mjs';

const STAMP = 'node_modules/.parley-installed';

/** Installs exactly what the lock file says, unless that is what is there. */
export async function ensureInstalled() {
  const wanted = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  if (!isInstalledByHand()) await telling('Installing packages, about a minute the first time', installPackages);
  writeFileSync(STAMP, wanted);
}

function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} `);
  for (const file of ['package-lock.json', 'package.json', 'admin-ui/package.json']) hash.update(readFileSync(file));
  return hash.digest('hex');
}

/** npm writes its record and the lock file one after the other. */
const ONE_WRITE = 10_000;

/** After an `npm install` of the developer's own everything is there already. */
function isInstalledByHand() {
  const [record, lock] = ['node_modules/.package-lock.json', 'package-lock.json'].map((file) =>
    statSync(file, { throwIfNoEntry: false }),
  );
  if (!record || !lock || record.mtimeMs + ONE_WRITE < lock.mtimeMs) return false;
  return existsSync('node_modules/@nestjs/cli') && pinnedNode() !== undefined;
}

async function installPackages() {
  const npm = process.env.npm_execpath ?? '';
  // Nothing here needs an install script, and some versions of npm refuse to run them.
  const words = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const options = { env: npmEnvironment(), sentence: 'The packages could not be installed; npm says above why.' };
  if (/npm-cli\.js$/.test(npm)) await runProgram(process.execPath, [npm, ...words], options);
  else await runProgram('npm', words, options);
  if (!existsSync('node_modules/@nestjs/cli'))
    throw new TaskFailed('npm installed only a part of the packages; remove node_modules and try again.');
}

/** Without what the outer npm set for itself, and without a NODE_ENV that would leave out the build tools. */
function npmEnvironment() {
  const unwanted =
    /^(NODE_ENV|npm_(lifecycle|package|command|config_(omit|include|production|workspaces?|prefix|global|ignore_scripts))(_.*)?)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
}
