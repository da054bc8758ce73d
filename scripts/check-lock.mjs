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
  return Object.entries(packages).flatMap(([path, entry]) => {
    const name = path.replace(/^.*node_modules\//, '');
    return [
      ...missingPlatforms(path, entry, packages),
      ...tooOld(name, entry),
      ...(entry.resolved && /^https?:/.test(entry.resolved)
        ? [`${name} names a registry; npm must write the lock file with omit-lockfile-registry-resolved.`]
        : []),
    ];
  });
}

/**
 * npm drops a platform's package that the registry did not have at that moment; `npm ci` then fails everywhere. A copy of
 * another version higher up does not make up for it.
 */
function missingPlatforms(path, { optionalDependencies = {} }, packages) {
  return Object.entries(optionalDependencies)
    .filter(([dependency, range]) => {
      const version = installedFor(path, dependency, packages)?.version;
      return !version || (/^\d/.test(range) && version !== range);
    })
    .map(([dependency, range]) => `${path || 'package.json'} wants ${dependency} ${range}, not in package-lock.json.`);
}

/** The entry that Node would find for a dependency of the package at `path`. */
function installedFor(path, dependency, packages) {
  for (let folder = path; ; folder = folder.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const found = packages[`${folder ? `${folder}/` : ''}node_modules/${dependency}`];
    if (found || !folder) return found;
    if (!folder.includes('node_modules')) folder = '';
  }
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
