import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { RemoveFiles } from '../../src/attachments/removal/remove-files.js';
import { FileGone, FileStore, StorageUnavailable } from '../../src/core/files/file-store.js';
import { S3Files } from '../../src/core/files/s3-files.js';
import { photo } from '../support/pictures.js';
import { type Person, TestApp } from '../support/test-app.js';

let s3: FauxqsServer;
let app: TestApp;
let ana: Person;

beforeAll(async () => {
  s3 = await startFauxqs({
    port: 0,
    host: '127.0.0.1',
    logger: false,
    init: { region: 'eu-central-1', buckets: ['parley'] },
  });
  app = await TestApp.start({ s3Url: `http://key:secret@127.0.0.1:${s3.port}/parley?region=eu-central-1` });
  ana = await app.person('ana');
});
afterAll(async () => {
  await app.stop();
  await s3.stop();
});

describe('files in S3', () => {
  it('are kept, read whole or in part, and removed', async () => {
    const { id, thumbnails } = await app.upload(ana, await photo(1_000, 700), 'p.jpg', 'image/jpeg');
    const get = (path: string, range?: string) =>
      fetch(`${app.url}/api/v1/attachments/${id}/${path}`, {
        headers: { authorization: `Bearer ${ana.token}`, ...(range && { range }) },
      });

    const whole = Buffer.from(await (await get('content')).arrayBuffer());
    const part = await get('content', 'bytes=100-199');
    const small = await get(`thumbnails/${thumbnails[0].width}`);

    expect(whole.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(100, 200))).toBe(true);
    expect(small.status).toBe(200);

    const [file] = await app.database.query<{ id: string }>(`select file_id as id from attachments where id = $1`, [
      id,
    ]);
    await app.as(ana).delete(`/attachments/${id}`).expect(204);
    await app.nest.get(RemoveFiles).handle({ keys: [file?.id ?? ''] });
    await expect(app.nest.get(FileStore).read(file?.id ?? '')).rejects.toBeInstanceOf(FileGone);
  });

  it('may be larger than what is sent at once', async () => {
    const store = app.nest.get(FileStore);
    const bytes = Buffer.alloc(20 * 1024 * 1024, 'so many bytes that no part is like another; ');
    const path = join(app.settings.dataDir, 'large');
    await writeFile(path, bytes);

    await store.put('large', path);

    const hash = createHash('sha256');
    for await (const chunk of await store.read('large')) hash.update(chunk as Buffer);
    expect(hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('that are not there, or whose store is away, are told apart', async () => {
    const store = app.nest.get(FileStore);
    const away = new S3Files(new URL('http://key:secret@127.0.0.1:1/parley'));
    const path = join(app.settings.dataDir, 'small');
    await writeFile(path, 'x');

    await expect(store.read('nothing')).rejects.toBeInstanceOf(FileGone);
    await expect(store.remove('nothing')).resolves.toBeUndefined();
    await expect(away.put('x', path)).rejects.toBeInstanceOf(StorageUnavailable);
    await expect(away.read('x')).rejects.toBeInstanceOf(StorageUnavailable);
    await expect(away.remove('x')).rejects.toBeInstanceOf(StorageUnavailable);
  });
});
