import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';
import { PurgeUnsent } from '../../src/attachments/removal/purge-unsent.js';
import { FileStore, StorageUnavailable } from '../../src/core/files/file-store.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
import { filesOnDisk, filesWhenSettled } from '../support/kept-files.js';
import { claimedPng, movingGif, photo, thirds } from '../support/pictures.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let node: AnotherNode;
let ana: Person;
let ben: Person;
let eve: Person;

beforeAll(async () => {
  app = await TestApp.start();
  node = await AnotherNode.beside(app);
  [ana, ben, eve] = await app.people('ana', 'ben', 'eve');
});
afterAll(async () => {
  await node.stop();
  await app.stop();
});

type Bytes = Uint8Array<ArrayBuffer>;
const MINE = '/users/me/avatar';
const put = (
  person: Pick<Person, 'token'>,
  path: string,
  bytes: Bytes | string,
  type = 'image/jpeg',
  name = 'me.jpg',
) => app.as(person).upload(path, bytes, name, type, 'PUT');
const small = () => photo(300, 200);
const shownOf = async (person: Person, reader = ben) =>
  (await app.as(reader).get(`/users/${person.id}`).expect(200)).body.avatarUrl as string | null;
const open = (url: string, headers: Record<string, string>) => fetch(`${app.url}${url}`, { headers });
const bearer = ({ token }: Pick<Person, 'token'>) => ({ authorization: `Bearer ${token}` });
const statusOf = async (url: string, person: Pick<Person, 'token'>) => (await open(url, bearer(person))).status;
const bytesOf = async (url: string, person = ben) => Buffer.from(await (await open(url, bearer(person))).arrayBuffer());
/** A new group of Ana's with Ben in it. */
const group = async () => {
  const { body } = await app
    .as(ana)
    .post('/conversations', { kind: 'group', subject: 'Pilot', memberIds: [ben.id] })
    .expect(201);
  return body.id as string;
};

describe('a picture of a person', () => {
  it('is a square of the middle, the right way up, in two sizes, without what its camera wrote', async () => {
    const { body } = await put(ana, MINE, await thirds()).expect(200);

    const large = await bytesOf(body.avatarUrl);
    const { width, height, format, exif } = await sharp(large).metadata();
    const colourAt = async (left: number, top: number) =>
      [...(await sharp(large).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())].map((one) => one > 127);
    expect([width, height, format, exif]).toEqual([384, 384, 'webp', undefined]);
    expect(large.includes('Secret Camera')).toBe(false);
    for (const top of [20, 360]) {
      expect(await colourAt(40, top)).toEqual([true, true, false]);
      expect(await colourAt(340, top)).toEqual([false, true, false]);
    }
    const little = await sharp(await bytesOf(`${body.avatarUrl}?size=96`)).metadata();
    expect([little.width, little.height]).toEqual([96, 96]);
  });

  it.each([
    ['png', async () => sharp(await small()).png()],
    ['webp', async () => sharp(await small()).webp()],
    ['avif', async () => sharp(await small()).avif({ effort: 0 })],
  ])('may be of the kind %s', async (kind, make) => {
    const bytes = new Uint8Array(await (await make()).toBuffer());
    const { body } = await put(ana, MINE, bytes, `image/${kind}`).expect(200);
    expect((await sharp(await bytesOf(body.avatarUrl)).metadata()).format).toBe('webp');
  });

  it('that moved stands still', async () => {
    const { body } = await put(ana, MINE, await movingGif(5), 'image/gif').expect(200);
    expect((await sharp(await bytesOf(body.avatarUrl), { animated: true }).metadata()).pages ?? 1).toBe(1);
  });

  it('is with them wherever they are shown', async () => {
    const conversation = await app.conversation(ana, ben);
    const shared = await group();
    const socket = await app.socketOf(ben);
    const { body } = await put(ana, MINE, await small()).expect(200);
    const { avatarUrl } = body;

    const sent = await app.say(ana, conversation, 'hello');
    const told = await socket.next(
      'message.created',
      (frame) => frame.conversationId === conversation && frame.data.seq === sent.seq,
    );
    await app
      .as(ben)
      .post(`/conversations/${shared}/messages`, { clientId: randomUUID(), body: 'hi @ana' })
      .expect(201);
    const reacted = await app.say(ben, shared, 'look');
    await app.as(ana).put(`/conversations/${shared}/messages/${reacted.seq}/reactions/%F0%9F%91%8D`).expect(204);
    const get = async (path: string, reader = ben) => (await app.as(reader).get(path).expect(200)).body;
    const login = await app.anonymous().post('/auth/login', { login: 'ana', password: ana.password }).expect(200);
    const inbox = (await get('/messages/inbox')).items.find(
      ({ conversation: { id } }: { conversation: { id: string } }) => id === conversation,
    );
    const members = (await get(`/conversations/${shared}/members`)).items as { user: { id: string } }[];
    const mentioning = (await get(`/conversations/${shared}/messages`)).items.find(
      ({ body: text }: { body: string }) => text === 'hi @ana',
    );
    const accounts = (await get('/admin/users?search=ana', app.root)).items;

    expect(avatarUrl).toMatch(/^\/api\/v1\/pictures\/[0-9a-f-]{36}$/);
    const shown = {
      answer: sent.sender,
      frame: told.data.sender,
      inbox: inbox.sender,
      'the other of a row': inbox.conversation.other,
      member: members.find(({ user }) => user.id === ana.id)?.user,
      reaction: (await get(`/conversations/${shared}/messages/${reacted.seq}/reactions`)).items[0].user,
      mention: mentioning.mentions[0],
      directory: (await get('/users?search=ana')).items[0],
      account: await get('/users/me', ana),
      session: login.body.user,
      console: accounts[0],
    };
    for (const [where, person] of Object.entries(shown))
      expect({ where, ...person }).toMatchObject({ where, avatarUrl });
    await socket.close();
  });

  it('has another address when it is another one; the one before goes with its bytes', async () => {
    const first = (await put(ana, MINE, await small()).expect(200)).body.avatarUrl as string;
    const files = await filesWhenSettled(app);

    const second = (await put(ana, MINE, await small()).expect(200)).body.avatarUrl as string;

    expect(second).not.toBe(first);
    expect([await statusOf(first, ben), await statusOf(second, ben)]).toEqual([404, 200]);
    await eventually(() => expect(filesOnDisk(app).length).toBe(files));
  });

  it('is told to everybody who sees them at once, on every node, also that it was removed', async () => {
    await app.conversation(ana, ben);
    const [here, there] = [await app.socketOf(ana), await node.socketOf(ben)];

    const { avatarUrl } = (await put(ana, MINE, await small()).expect(200)).body;
    for (const socket of [here, there]) {
      const { data } = await socket.next('user.updated', (frame) => frame.data.avatarUrl === avatarUrl);
      expect(data).toMatchObject({ id: ana.id, displayName: 'ana' });
    }
    expect((await node.as(ben).get(`/users/${ana.id}`).expect(200)).body.avatarUrl).toBe(avatarUrl);
    await app.as(ana).delete(MINE).expect(204);

    await there.next('user.updated', (frame) => frame.data.id === ana.id && frame.data.avatarUrl === null);
    expect(await shownOf(ana)).toBeNull();
    expect(await statusOf(avatarUrl, ben)).toBe(404);
    await app.as(ana).delete(MINE).expect(204);
    await Promise.all([here.close(), there.close()]);
  });

  it('costs a send no statement', async () => {
    const conversation = await app.conversation(ana, ben);
    await put(ana, MINE, await small()).expect(200);
    await app.say(ana, conversation, 'once');

    const queries = await queriesDuring(() => app.say(ana, conversation, 'again'));

    expect(queries).toHaveLength(1);
  });

  it('is the one that came last, whole, when several come at the same moment, and nothing else is left', async () => {
    const fay = await app.person('fay');
    const files = await filesWhenSettled(app);
    const picture = await small();

    const answers = await Promise.all([0, 1, 2].map(() => put(fay, MINE, picture).expect(200)));

    const shown = await shownOf(fay);
    expect(answers.map(({ body }) => body.avatarUrl)).toContain(shown);
    await eventually(() => expect(filesOnDisk(app).length).toBe(files + 2));
  });
});

describe('a picture that cannot be taken', () => {
  /** Tries it; the picture before is shown still, and nothing is left of the other. */
  const refused = async (status: number, code: string, bytes: Bytes | string, type: string) => {
    const before = (await put(ana, MINE, await small()).expect(200)).body.avatarUrl;
    const files = await filesWhenSettled(app);
    const { body } = await put(ana, MINE, bytes, type).expect(status);
    expect(body.code).toBe(code);
    expect(await shownOf(ana)).toBe(before);
    expect(filesOnDisk(app).length).toBe(files);
  };
  it('is refused by name, and changes nothing', async () => {
    await refused(400, 'file_empty', '', 'image/png');
    await refused(413, 'file_too_large', new Uint8Array(10 * 1024 * 1024 + 1), 'image/png');
    await refused(413, 'file_too_large', new Uint8Array(11 * 1024 * 1024), 'image/png');
    await refused(415, 'type_refused', '%PDF-1.7', 'application/pdf');
    await refused(415, 'type_refused', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml');
    await refused(422, 'picture_refused', '<html>', 'image/png');
    await refused(422, 'picture_refused', (await photo()).slice(0, 5_000), 'image/jpeg');
    await refused(422, 'picture_refused', claimedPng(10_100, 10_000), 'image/png');
  });

  it('is refused where the organisation lets files be no larger', async () => {
    await app.as(app.root).patch('/admin/settings', { uploadBytes: 1_000 }).expect(200);
    try {
      await put(ana, MINE, new Uint8Array(2_000), 'image/png').expect(413);
    } finally {
      await app
        .as(app.root)
        .patch('/admin/settings', { uploadBytes: 100 * 1024 * 1024 })
        .expect(200);
    }
  });

  it('is refused while the store is away, also for its second size, and leaves nothing', async () => {
    const { body } = await put(ana, MINE, await small()).expect(200);
    const files = await filesWhenSettled(app);
    const store = app.nest.get(FileStore);
    const spy = jest
      .spyOn(store, 'put')
      .mockImplementationOnce(store.put.bind(store))
      .mockRejectedValueOnce(new StorageUnavailable(new Error('no room')));
    try {
      expect((await put(ana, MINE, await small()).expect(503)).body.code).toBe('storage_unavailable');
    } finally {
      spy.mockRestore();
    }
    expect(await shownOf(ana)).toBe(body.avatarUrl);
    await eventually(() => expect(filesOnDisk(app).length).toBe(files));
  });

  it('is refused when the session ended while it came', async () => {
    const other = await app.signIn('ben');
    const spy = jest.spyOn(app.nest.get(FileStore), 'put').mockImplementationOnce(async () => {
      await app.as(other).post('/auth/logout', {}).expect(204);
    });
    try {
      await put(other, MINE, await small()).expect(401);
    } finally {
      spy.mockRestore();
    }
    expect(await shownOf(ben, ana)).toBeNull();
  });

  it('leaves nothing behind when the server ends over it', async () => {
    await put(ana, MINE, await small()).expect(200);
    const before = await filesWhenSettled(app);
    // As a server that ends before it is shown leaves it.
    await put(ben, MINE, await small()).expect(200);
    await app.database.query(
      `with gone as (update users set avatar_id = null where id = $1 returning id)
       update files set is_kept = false, created_at = now() - interval '2 days' from gone where owner_id = gone.id`,
      [ben.id],
    );

    await app.nest.get(PurgeUnsent).handle();

    await eventually(() => expect(filesOnDisk(app).length).toBe(before));
  });
});

describe('who opens the picture of a person', () => {
  it('is everybody who is signed in, by token or by the cookie of the browser, and nobody else', async () => {
    const { avatarUrl } = (await put(ana, MINE, await small()).expect(200)).body;
    const { headers } = await app
      .anonymous()
      .post('/auth/login', { login: 'eve', password: eve.password, delivery: 'cookie' })
      .expect(200);
    const set = headers.getSetCookie().find((one) => /^parley_files_.*; Path=\/api\/v1\/pictures/.test(one)) ?? '';
    const cookie = set.split(';', 1)[0] ?? '';

    const byCookie = await open(avatarUrl, { cookie });
    const none = await open(avatarUrl, {});
    const absent = await app.as(eve).get(`/pictures/${randomUUID()}`).expect(404);

    expect(set).toMatch(/HttpOnly.*SameSite=Strict/);
    expect([await statusOf(avatarUrl, eve), byCookie.status, none.status]).toEqual([200, 200, 401]);
    expect(absent.body.code).toBe('picture_not_found');
    await app.as(eve).get(`${avatarUrl}?size=97`).expect(400);
  });

  it('costs one statement to open', async () => {
    const { avatarUrl } = (await put(ana, MINE, await small()).expect(200)).body;
    await statusOf(avatarUrl, ben);

    const queries = await queriesDuring(() => statusOf(avatarUrl, ben));

    expect(queries).toEqual(['avatars.readable']);
  });

  it('keeps it and asks again: it is harmless, private, and the same as long as it has that address', async () => {
    const { avatarUrl } = (await put(ana, MINE, await small()).expect(200)).body;

    const { headers } = await open(avatarUrl, bearer(ben));
    const again = await open(avatarUrl, { ...bearer(ben), 'if-none-match': headers.get('etag') ?? '' });

    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(again.status).toBe(304);
  });

  it('does not any more when the session ended, and nobody once the name was taken away', async () => {
    const [gus, other] = [await app.person('gus'), await app.signIn('eve')];
    const { avatarUrl } = (await put(gus, MINE, await small()).expect(200)).body;
    await eventually(() => expect(statusOf(avatarUrl, other)).resolves.toBe(200));
    const files = await filesWhenSettled(app);

    await app.as(other).post('/auth/logout', {}).expect(204);
    const afterwards = await statusOf(avatarUrl, other);
    await app.database.query(`update users set anonymised_at = now() where id = $1`, [gus.id]);

    expect([afterwards, await statusOf(avatarUrl, ben)]).toEqual([401, 404]);
    expect(await shownOf(gus)).toBeNull();
    await app.nest.get(PurgeUnsent).handle();
    await eventually(() => expect(filesOnDisk(app).length).toBe(files - 2));
  });

  it('of somebody who has left sees it still', async () => {
    const hal = await app.person('hal');
    const { avatarUrl } = (await put(hal, MINE, await small()).expect(200)).body;

    await app.as(app.root).patch(`/admin/users/${hal.id}`, { isActive: false }).expect(200);

    expect([await shownOf(hal), await statusOf(avatarUrl, ben)]).toEqual([avatarUrl, 200]);
  });
});
