import { readFileSync } from 'node:fs';

/** Older ones have known vulnerabilities. */
const OLDEST = {
  fastify: '5.12.1',
  '@fastify/middie': '9.3.6',
  '@fastify/static': '10.1.1',
  '@angular/core': '22.1.4',
  '@angular/common': '22.1.4',
  '@angular/compiler': '22.1.4',
  '@nestjs/core': '11.1.18',
  '@nestjs/common': '11.1.18',
  '@nestjs/platform-fastify': '11.1.18',
};

/** What is wrong with the lock file, one line each. */
export function lockProblems() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const entries = Object.entries(packages).map(([path, entry]) => [path.replace(/^.*node_modules\//, ''), entry]);
  const present = new Set(entries.map(([name]) => name));
  return entries.flatMap(([name, entry]) => [
    ...missingPlatforms(name, entry, present),
    ...tooOld(name, entry),
    ...(entry.resolved && /^https?:/.test(entry.resolved)
      ? [`${name} names a registry; npm must write the lock file with omit-lockfile-registry-resolved.`]
      : []),
  ]);
}

/** npm drops a platform's package that the registry did not have at that moment; `npm ci` then fails on that platform. */
function missingPlatforms(name, { optionalDependencies = {} }, present) {
  return Object.keys(optionalDependencies)
    .filter((dependency) => !present.has(dependency))
    .map((dependency) => `${name || 'package.json'} wants ${dependency}, which is not in package-lock.json.`);
}

function tooOld(name, { version }) {
  const floor = OLDEST[name];
  if (!floor || compare(version, floor) >= 0) return [];
  return [`${name} ${version} has known vulnerabilities; ${floor} is the oldest without.`];
}

function compare(a, b) {
  const [left, right] = [a, b].map((version) => version.split(/[.-]/).map(Number));
  const difference = left.findIndex((part, i) => part !== right[i]);
  return difference === -1 ? 0 : left[difference] - right[difference];
}
