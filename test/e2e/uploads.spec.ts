import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';
import { NotAPicture, PictureProcess } from '../../src/attachments/pictures/picture-process.js';
import { FileStore, StorageUnavailable } from '../../src/core/files/file-store.js';
import { eventually } from '../support/eventually.js';
import { filesOnDisk } from '../support/kept-files.js';
import { movingGif, photo, claimedPng } from '../support/pictures.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
const LIMIT = 2_000_000;

beforeAll(async () => {
  app = await TestApp.start();
  ana = await app.person('ana');
  await app.as(app.root).patch('/admin/settings', { uploadBytes: LIMIT }).expect(200);
});
afterAll(() => app.stop());

type Bytes = Uint8Array<ArrayBuffer>;
const upload = (bytes: Bytes | string, name = 'x.bin', type = 'application/octet-stream') =>
  app.as(ana).upload('/attachments', bytes, name, type);
const used = async (person = ana) => (await app.as(person).get('/users/me/storage').expect(200)).body.used as number;
/** Tries it; nothing of it may be left on the disk or count for the quota. */
const refused = async (status: number, code: string, what: () => ReturnType<typeof upload>) => {
  const [files, bytes] = [filesOnDisk(app).length, await used()];
  const { body } = await what().expect(status);
  expect(body.code).toBe(code);
  expect([filesOnDisk(app).length, await used()]).toEqual([files, bytes]);
  return body;
};
const stored = async ({ id }: { id: string }) =>
  Buffer.from(
    await (
      await fetch(`${app.url}/api/v1/attachments/${id}/content`, { headers: { authorization: `Bearer ${ana.token}` } })
    ).arrayBuffer(),
  );

describe('an upload', () => {
  it('is kept byte by byte, up to the limit, and counts for the quota of its owner', async () => {
    const before = await used();
    const bytes = new Uint8Array(LIMIT).map((_, n) => n % 251);

    const { body } = await upload(bytes).expect(201);

    expect(body).toMatchObject({ name: 'x.bin', size: LIMIT, mediaType: 'application/octet-stream' });
    expect((await stored(body)).equals(bytes)).toBe(true);
    expect(await used()).toBe(before + LIMIT);
  });

  it('of one byte more is refused, whether or not it says so first', async () => {
    await refused(413, 'file_too_large', () => upload(new Uint8Array(LIMIT + 1)));
    await refused(413, 'file_too_large', () => upload(new Uint8Array(LIMIT + 100_000)));
  });

  it('without a byte is refused', async () => {
    await refused(400, 'file_empty', () => upload(''));
  });

  it('is refused where the quota would be exceeded, also by several at once', async () => {
    const bea = await app.person('bea');
    await app.as(app.root).patch('/admin/settings', { quotaBytes: 250_000 }).expect(200);
    const send = () => app.as(bea).upload('/attachments', new Uint8Array(100_000), 'x.bin', 'text/plain');
    try {
      const answers = await Promise.all([send(), send(), send(), send()]);
      const early = await app
        .as(bea)
        .upload('/attachments', new Uint8Array(1_000_000), 'x.bin', 'text/plain')
        .expect(422);

      const codes = answers.map(({ status, body }) => (status === 201 ? 'kept' : body.code)).sort();
      expect(codes).toEqual(['kept', 'kept', 'quota_exceeded', 'quota_exceeded']);
      expect(early.body.code).toBe('quota_exceeded');
      expect((await app.as(bea).get('/users/me/storage').expect(200)).body).toEqual({ used: 200_000, quota: 250_000 });
    } finally {
      await app.as(app.root).patch('/admin/settings', { quotaBytes: 5_000_000_000 }).expect(200);
    }
  });

  it('has the limits of the organisation, which everybody is told', async () => {
    const { limits } = (await app.anonymous().get('/meta').expect(200)).body;
    const wrong = await app.as(app.root).patch('/admin/settings', { uploadBytes: -1 }).expect(400);

    expect(limits).toMatchObject({ uploadBytes: LIMIT, attachments: 20 });
    expect(wrong.body.errors[0].pointer).toBe('/uploadBytes');
  });

  it('is a form with a file in the part "file", and other routes take no forms', async () => {
    const form = new FormData();
    form.append('picture', new Blob(['x']), 'x.txt');
    const post = async (path: string, body: FormData | string, type?: string) => {
      const headers = { authorization: `Bearer ${ana.token}`, ...(type && { 'content-type': type }) };
      const answer = await fetch(`${app.url}/api/v1${path}`, { method: 'POST', headers, body });
      return [answer.status, ((await answer.json()) as { code: string }).code];
    };

    expect(await post('/attachments', form)).toEqual([400, 'malformed_request']);
    expect(await post('/attachments', new FormData())).toEqual([400, 'malformed_request']);
    expect(await post('/attachments', '{}', 'application/json')).toEqual([415, 'unsupported_media_type']);
    expect(await post('/attachments', 'x', 'multipart/form-data')).toEqual([400, 'malformed_request']);
    expect(await post('/attachments', 'x', 'multipart/form-data; boundary=y')).toEqual([400, 'malformed_request']);
    expect(await post('/messages', form)).toEqual([415, 'unsupported_media_type']);
  });

  it('is one file alone: with anything before or behind it, it is refused and nothing of it is kept', async () => {
    const parts = { file: new Blob(['x'.repeat(70_000)]), other: new Blob(['y'.repeat(70_000)]), text: 'z' };
    for (const names of [
      ['file', 'other'],
      ['file', 'file'],
      ['file', 'text'],
      ['text', 'file'],
    ] as const) {
      const before = [filesOnDisk(app).length, await used()];
      const form = new FormData();
      for (const name of names) form.append(name, parts[name]);

      const headers = { authorization: `Bearer ${ana.token}` };
      const answer = await fetch(`${app.url}/api/v1/attachments`, { method: 'POST', headers, body: form });

      expect([names, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        names,
        400,
        'malformed_request',
      ]);
      expect([filesOnDisk(app).length, await used()]).toEqual(before);
    }
  });

  it('has a name that leads nowhere and reads as what it is', async () => {
    const names = ['../../etc/passwd', 'C:\\Windows\\evil.bat', 'photo\u202egpj.exe', '\u0000a\nb.txt', '   ', '...'];

    const shown = [];
    for (const name of names) shown.push((await upload('x', name).expect(201)).body.name);
    const { body } = await upload('x', `${'ä'.repeat(300)}.tar.gz`).expect(201);

    expect(shown.slice(0, 3)).toEqual(['passwd', 'evil.bat', 'photogpj.exe']);
    expect(shown.slice(4)).toEqual(['file', 'file']);
    const quoted = await upload('x', 'the "last" 100%.txt').expect(201);
    expect(quoted.body.name).toBe('the "last" 100%.txt');
    expect([...body.name]).toHaveLength(200);
    expect(body.name).toMatch(/ä…\.gz$/);
  });

  it('leaves nothing when the client goes away in the middle', async () => {
    const [files, bytes] = [filesOnDisk(app).length, await used()];
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /api/v1/attachments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ana.token}\r\n` +
        'Content-Type: multipart/form-data; boundary=y\r\nContent-Length: 1500000\r\n\r\n' +
        '--y\r\nContent-Disposition: form-data; name="file"; filename="half.bin"\r\n\r\n',
    );
    socket.write(Buffer.alloc(700_000, 'x'));
    await eventually(() => expect(filesOnDisk(app).length).toBe(files + 1));

    socket.destroy();

    await eventually(() => expect(filesOnDisk(app).length).toBe(files));
    expect(await used()).toBe(bytes);
    await upload('still here').expect(201);
  });

  it('is refused when the session ended while it came', async () => {
    const other = await app.signIn('ana');
    const store = app.nest.get(FileStore);
    const put = jest.spyOn(store, 'put').mockImplementationOnce(async () => {
      await app.as(other).post('/auth/logout', {}).expect(204);
    });
    try {
      const { status } = await app.as(other).upload('/attachments', 'late', 'late.txt', 'text/plain');
      expect(status).toBe(401);
    } finally {
      put.mockRestore();
    }
    const left = await app.database.query(`select 1 from files where size = 4`);
    expect(left).toEqual([]);
  });

  it('is refused with a named problem while the store is away or full, and leaves nothing', async () => {
    const store = app.nest.get(FileStore);
    const put = store.put.bind(store);
    const away = new StorageUnavailable(new Error('no room'));
    const picture = await photo();
    const spy = jest
      .spyOn(store, 'put')
      .mockRejectedValueOnce(away)
      .mockImplementationOnce(put)
      .mockRejectedValueOnce(away);
    try {
      await refused(503, 'storage_unavailable', () => upload('x'));
      const [files, bytes] = [filesOnDisk(app).length, await used()];
      // The picture is kept already when its first copy is not.
      const { body } = await upload(picture, 'p.jpg', 'image/jpeg').expect(503);
      expect(body.code).toBe('storage_unavailable');
      await eventually(() => expect(filesOnDisk(app).length).toBe(files));
      expect(await used()).toBe(bytes);
    } finally {
      spy.mockRestore();
    }
    await upload(picture, 'p.jpg', 'image/jpeg').expect(201);
  });

  it('that the disk cannot take is refused with a named problem', async () => {
    const other = await TestApp.bare({
      databaseUrl: app.settings.databaseUrl,
      dataDir: join(app.settings.dataDir, 'a-file'),
    });
    await writeFile(join(app.settings.dataDir, 'a-file'), '');
    try {
      const form = new FormData();
      form.append('file', new Blob(['x']), 'x.txt');
      const headers = { authorization: `Bearer ${ana.token}` };
      const answer = await fetch(`${other.url}/api/v1/attachments`, { method: 'POST', headers, body: form });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([503, 'storage_unavailable']);
    } finally {
      await other.nest.close();
      await other.database.drop();
    }
  });

  it('is one of at most twenty at a time', async () => {
    const cid = await app.person('cid');
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => app.as(cid).upload('/attachments', 'x', 'x.txt', 'text/plain')),
    );

    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => status === 201 || status === 429)).toBe(true);
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(20);
  });
});

describe('a picture', () => {
  it('comes with its size, a preview and smaller copies, turned as it is meant, without where it was taken', async () => {
    const original = await photo();
    expect(Buffer.from(original).includes('Secret Camera')).toBe(true);

    const { body } = await upload(original, 'p.jpg', 'image/jpeg').expect(201);

    expect(body).toMatchObject({ mediaType: 'image/jpeg', width: 800, height: 1_200 });
    expect(body.thumbnails.map(({ width, height }: { width: number; height: number }) => [width, height])).toEqual([
      [427, 640],
      [160, 160],
    ]);
    expect(Buffer.from(body.preview, 'base64').length).toBeLessThan(30);
    const kept = await stored(body);
    const { autoOrient, exif } = await sharp(kept).metadata();
    expect(autoOrient).toEqual({ width: 800, height: 1_200 });
    expect(kept.includes('Secret Camera')).toBe(false);
    expect(exif?.length).toBeLessThan(40);
    const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();
    expect((await pixels(kept)).equals(await pixels(original))).toBe(true);
  });

  it.each([
    [
      'png',
      async () =>
        sharp(await photo(300, 200))
          .withMetadata()
          .png(),
    ],
    [
      'webp',
      async () =>
        sharp(await photo(300, 200))
          .withMetadata()
          .webp(),
    ],
    [
      'avif',
      async () =>
        sharp(await photo(300, 200))
          .withMetadata()
          .avif({ effort: 0 }),
    ],
  ])('of the kind %s is cleaned, too', async (kind, make) => {
    const bytes = new Uint8Array(await (await make()).toBuffer());
    expect(Buffer.from(bytes).includes('Secret Camera')).toBe(true);

    const { body } = await upload(bytes, `p.${kind}`, `image/${kind}`).expect(201);

    const kept = await stored(body);
    expect(kept.includes('Secret Camera')).toBe(false);
    expect(await sharp(kept).metadata()).toMatchObject({ format: kind === 'avif' ? 'webp' : kind });
    expect(body.preview).toBeTruthy();
  });

  it('that moves goes on moving', async () => {
    const { body } = await upload(await movingGif(5), 'm.gif', 'image/gif').expect(201);

    const { pages } = await sharp(await stored(body), { animated: true }).metadata();
    expect(body).toMatchObject({ mediaType: 'image/gif', width: 8, height: 8 });
    expect(pages).toBe(5);
  });

  it('that is a bomb is refused by its head', async () => {
    const many = await movingGif(1_001, 2, 2);

    await refused(422, 'picture_refused', () => upload(claimedPng(10_100, 10_000), 'wide.png', 'image/png'));
    await refused(422, 'picture_refused', () => upload(many, 'many.gif', 'image/gif'));
    await upload(await movingGif(20, 2, 2), 'few.gif', 'image/gif').expect(201);
  });

  it('that is broken, or only says that it is one, is refused', async () => {
    const broken = (await photo()).slice(0, 5_000);

    await refused(422, 'picture_refused', () => upload(broken, 'b.jpg', 'image/jpeg'));
    await refused(422, 'picture_refused', () => upload('<html>', 'h.png', 'image/png'));
    await refused(422, 'picture_refused', () =>
      upload(new Uint8Array([0xff, 0xd8, 0xff, 0, 1, 2]), 'j.jpg', 'text/plain'),
    );
  });

  it('is what its bytes say: other names and types change nothing, and drawings that can run are files', async () => {
    const jpeg = await upload(await photo(300, 200), 'page.html', 'text/html').expect(201);
    const svg = await upload('<svg xmlns="http://www.w3.org/2000/svg"/>', 's.svg', 'image/svg+xml').expect(201);
    const page = await upload('<html><script>1</script></html>', 'p.html', 'text/html').expect(201);

    expect([jpeg, svg, page].map(({ body }) => body.mediaType)).toEqual([
      'image/jpeg',
      'application/octet-stream',
      'application/octet-stream',
    ]);
  });
});

describe('the process that opens pictures', () => {
  const childOf = () => {
    const pictures: unknown = app.nest.get<unknown>(PictureProcess);
    return (pictures as { child: ChildProcess | undefined }).child;
  };

  it('is another one after it ended, whatever ended it', async () => {
    await upload(await photo(), 'a.jpg', 'image/jpeg').expect(201);
    const child = childOf();
    const ended = once(child as ChildProcess, 'exit');

    child?.kill('SIGKILL');
    await ended;

    await upload(await photo(), 'b.jpg', 'image/jpeg').expect(201);
    expect(childOf()?.pid).not.toBe(child?.pid);
  });

  it('that ends over a picture refuses that one alone', async () => {
    const path = join(app.settings.dataDir, 'p.jpg');
    await writeFile(path, await photo(4_000, 3_000));

    const drawing = app.nest.get(PictureProcess).draw(path, app.settings.dataDir);
    childOf()?.kill('SIGKILL');

    await expect(drawing).rejects.toBeInstanceOf(NotAPicture);
    await upload(await photo(), 'c.jpg', 'image/jpeg').expect(201);
  });
});
