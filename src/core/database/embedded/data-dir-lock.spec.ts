import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DataDirLock } from './data-dir-lock.js';

describe('a data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-lock-'));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  it('is not used under a Node that cannot lock it, and the sentence says which can', () => {
    jest.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);

    expect(() => DataDirLock.take(folder)).toThrow(/too old for Parley; use the one of node_modules\/node-/);
    expect(readdirSync(folder)).toEqual([]);
  });
});
