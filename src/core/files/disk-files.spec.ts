import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DiskFiles } from './disk-files.js';
import { FileGone, StorageUnavailable } from './file-store.js';

let folder: string;
let source: string;
let files: DiskFiles;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-disk-'));
  source = join(folder, 'source');
  files = new DiskFiles(join(folder, 'files'));
  await writeFile(source, 'abcdef');
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file on the disk', () => {
  it('is read whole or in part, until it is removed', async () => {
    await files.put('0192-abc', source);

    const [whole, part] = [await files.read('0192-abc'), await files.read('0192-abc', { start: 1, end: 3 })];
    expect([await text(whole), await text(part)]).toEqual(['abcdef', 'bcd']);

    await files.remove('0192-abc');
    await files.remove('0192-abc');
    await expect(files.read('0192-abc')).rejects.toBeInstanceOf(FileGone);
  });

  it('that could not be written leaves nothing', async () => {
    await expect(files.put('0192-abc', join(folder, 'absent'))).rejects.toBeInstanceOf(StorageUnavailable);

    expect(await readdir(join(folder, 'files', 'abc'))).toEqual([]);
  });

  it('has a named problem where the folder is none', async () => {
    const broken = new DiskFiles(source);

    await expect(broken.put('0192-abc', source)).rejects.toBeInstanceOf(StorageUnavailable);
    await expect(broken.read('0192-abc')).rejects.toBeInstanceOf(StorageUnavailable);
  });
});
