import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findBinaries } from './binaries.js';
import { chooseRunAs } from './run-as.js';

describe('the account of the database', () => {
  let closed: string;
  beforeEach(() => {
    // Nobody but its owner may pass, as in the home of root.
    closed = mkdtempSync(join(tmpdir(), 'closed-'));
  });
  afterEach(() => {
    rmSync(closed, { recursive: true });
  });

  it('reaches its programs when Parley lies in a folder that is closed to others', () => {
    const native = join(closed, 'native');
    cpSync(findBinaries().folder, native, { recursive: true, verbatimSymlinks: true });
    const [postgres, initdb] = ['postgres', 'initdb'].map((name) => join(native, 'bin', name)) as [string, string];

    const { prefix, credentials } = chooseRunAs({ program: postgres, folders: [closed], clusterOwner: undefined });

    const [command = initdb, ...words] = [...prefix, initdb, '--show', '-D', join(closed, 'pg')];
    const { status, stderr } = spawnSync(command, words, { ...credentials, cwd: '/', encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining(native) });
  });
});
