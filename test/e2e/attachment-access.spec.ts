import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnotherNode } from '../support/another-node.js';
import { photo } from '../support/pictures.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let ben: Person;
let eve: Person;
let conversation: string;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, ben, eve] = await app.people('ana', 'ben', 'eve');
  conversation = await app.conversation(ana, ben);
});
afterAll(() => app.stop());

/** Sends a file of Ana's; the answer is its message, for the reader. */
const sent = async (
  to = conversation,
  bytes: Uint8Array<ArrayBuffer> | string = 'for your eyes',
  type = 'text/plain',
) => {
  const { id } = await app.upload(ana, bytes, 'a file.txt', type);
  const message = { clientId: randomUUID(), body: 'Look', attachmentIds: [id] };
  const { body } = await app.as(ana).post(`/conversations/${to}/messages`, message).expect(201);
  return { id: id as string, seq: body.seq as number, path: `/conversations/${to}/messages/${body.seq}` };
};
const signedFor = async (person: Person, path: string) =>
  (await app.as(person).get(path).expect(200)).body.attachments[0].contentUrl as string;
const open = (url: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  fetch(`${app.url}${url}`, { headers, ...init });
const contentOf = (id: string) => `/api/v1/attachments/${id}/content`;
const bearer = (person: Person) => ({ authorization: `Bearer ${person.token}` });
/** What the browser of this person has: the cookies of its own sign-in, by path. */
const browserOf = async (person: Person) => {
  const response = await fetch(`${app.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: person.username, password: person.password, delivery: 'cookie' }),
  });
  const { accessToken } = (await response.json()) as { accessToken: string };
  const cookies = response.headers.getSetCookie();
  const files = cookies.find((cookie) => cookie.startsWith('parley_files_')) ?? '';
  return { token: accessToken, files, cookie: files.split(';', 1)[0] ?? '' };
};

describe('a file is opened', () => {
  it('by access token, by the signed address of an answer and by the cookie of a browser', async () => {
    const { id, path } = await sent();
    const { cookie } = await browserOf(ben);

    const answers = await Promise.all([
      open(contentOf(id), bearer(ben)),
      open(await signedFor(ben, path)),
      open(contentOf(id), { cookie }),
    ]);

    for (const answer of answers) expect([answer.status, await answer.text()]).toEqual([200, 'for your eyes']);
  });

  it('by nobody who may not read a message that shows it, and it is not told whether it is there', async () => {
    const { id } = await sent();

    const strange = await app.as(eve).get(`/attachments/${id}/content`).expect(404);
    const absent = await app.as(eve).get(`/attachments/${randomUUID()}/content`).expect(404);
    const nobody = await open(contentOf(id));

    const told = ({ body: { requestId: _, ...problem } }: { body: Record<string, unknown> }) => problem;
    expect(told(strange)).toEqual(told(absent));
    expect(nobody.status).toBe(401);
  });

  it('with an address that opens this file alone, and nothing but files', async () => {
    const [one, other] = [await sent(), await sent()];
    const pass = (await signedFor(ben, one.path)).split('?')[1] ?? '';
    const [token = ''] = pass.split('=').slice(1);

    const answers = await Promise.all([
      open(`${contentOf(other.id)}?${pass}`),
      open(`${contentOf(one.id).replace('content', 'thumbnails/640')}?${pass}`),
      open(`${contentOf(one.id)}?${pass.slice(0, -3)}abc`),
      open(`/api/v1/users/me?${pass}`),
      open('/api/v1/users/me', { authorization: `Bearer ${token}` }),
      open('/api/v1/users/me', { authorization: `Bearer pass ${contentOf(one.id)} ${token}` }),
      open('/api/v1/users/me', { cookie: (await browserOf(ben)).cookie }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401, 401]);
    expect((await open(`${contentOf(one.id)}?${pass}`)).status).toBe(200);
  });

  it('by a cookie that no script reads, that no other site sends, for files alone', async () => {
    const { files } = await browserOf(ben);

    expect(files).toMatch(/; Path=\/api\/v1\/attachments/);
    expect(files).toMatch(/; HttpOnly/);
    expect(files).toMatch(/; SameSite=Strict/);
  });
});

describe('the right to open a file ends at once', () => {
  const ways = async (person: Person, { id, path }: { id: string; path: string }) => {
    const signed = await signedFor(person, path);
    const { cookie } = await browserOf(person);
    return () => Promise.all([open(contentOf(id), bearer(person)), open(signed), open(contentOf(id), { cookie })]);
  };
  const statuses = async (tries: () => Promise<Response[]>) => (await tries()).map(({ status }) => status);

  it('with membership of the group', async () => {
    const kim = await app.person('kim');
    const group = await app.conversation(ana, ben, kim);
    const file = await sent(group);
    const tries = await ways(kim, file);
    const before = await statuses(tries);

    await app.as(ana).delete(`/conversations/${group}/members/${kim.id}`).expect(204);

    expect([before, await statuses(tries)]).toEqual([
      [200, 200, 200],
      [404, 404, 404],
    ]);
    expect((await open(contentOf(file.id), bearer(ben))).status).toBe(200);
  });

  it('with the message, for everybody', async () => {
    const file = await sent();
    const tries = await ways(ben, file);
    await statuses(tries);

    await app.as(ana).delete(`${file.path}?for=everyone`).expect(204);

    expect(await statuses(tries)).toEqual([404, 404, 404]);
  });

  it('with a block that hides the message, and with the history that was cleared or came before', async () => {
    const [hidden, cleared] = [await sent(), await sent()];
    const tries = await Promise.all([ways(ben, hidden), ways(ben, cleared)]);

    await app.database.query(
      `insert into message_hides (user_id, conversation_id, seq, reason, hidden_at) values ($1, $2, $3, 'block', now())`,
      [ben.id, conversation, hidden.seq],
    );
    const blocked = await statuses(tries[0]);
    await app.database.query(
      `update conversation_members set cleared_through_seq = $3 where user_id = $1 and conversation_id = $2`,
      [ben.id, conversation, cleared.seq],
    );

    expect([blocked, await statuses(tries[1])]).toEqual([
      [404, 404, 404],
      [404, 404, 404],
    ]);
    expect((await open(contentOf(hidden.id), bearer(ana))).status).toBe(200);
  });

  it('but not while the message is only in my trash', async () => {
    const { id, path } = await sent();

    await app.as(ben).delete(path).expect(204);
    const inTrash = await open(contentOf(id), bearer(ben));
    await app.database.query(`update message_hides set hidden_at = now() - interval '31 days' where reason = 'mine'`);
    const later = await open(contentOf(id), bearer(ben));

    expect([inTrash.status, later.status]).toEqual([200, 404]);
  });

  it('with the session: its token, the addresses it was given and its cookie', async () => {
    const { id, path } = await sent();
    const other = await app.signIn('ben');
    const signed = await signedFor(other, path);
    const browser = await browserOf(ben);
    const before = [await open(signed), await open(contentOf(id), { cookie: browser.cookie })];

    await app.as(other).post('/auth/logout', {}).expect(204);
    await app.as(browser).post('/auth/logout', {}).expect(204);
    const after = [await open(signed), await open(contentOf(id), { cookie: browser.cookie })];

    expect(before.map(({ status }) => status)).toEqual([200, 200]);
    expect(after.map(({ status }) => status)).toEqual([401, 401]);
    expect((await open(contentOf(id), bearer(ben))).status).toBe(200);
  });

  it('with the account, also on another node', async () => {
    const node = await AnotherNode.beside(app);
    try {
      const lou = await app.person('lou');
      const direct = await app.conversation(ana, lou);
      const { id } = await sent(direct);
      await node.as(lou).get(`/attachments/${id}/content`).expect(200);

      await app.as(app.root).patch(`/admin/users/${lou.id}`, { isActive: false }).expect(200);

      const { status } = await open(contentOf(id), bearer(lou));
      expect(status).toBe(401);
    } finally {
      await node.stop();
    }
  });
});

describe('the bytes of a file', () => {
  it('come as they were uploaded, and nothing in them is ever a page', async () => {
    const { id } = await sent(conversation, '<script>alert(1)</script>', 'text/html');

    const answer = await open(contentOf(id), bearer(ben));

    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="a file.txt"; filename*=UTF-8''a%20file.txt`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
    });
    expect(await answer.text()).toBe('<script>alert(1)</script>');
  });

  it('come in the ranges that players ask for', async () => {
    const { id } = await sent(conversation, 'abcdefghij');
    const ask = async (range: string, more: Record<string, string> = {}) => {
      const answer = await open(contentOf(id), { ...bearer(ben), range, ...more });
      return [answer.status, answer.headers.get('content-range'), answer.status === 416 ? '' : await answer.text()];
    };
    const { headers } = await open(contentOf(id), bearer(ben));
    const etag = headers.get('etag') ?? '';

    expect(headers.get('accept-ranges')).toBe('bytes');
    expect(await ask('bytes=2-4')).toEqual([206, 'bytes 2-4/10', 'cde']);
    expect(await ask('bytes=7-')).toEqual([206, 'bytes 7-9/10', 'hij']);
    expect(await ask('bytes=-2')).toEqual([206, 'bytes 8-9/10', 'ij']);
    expect(await ask('bytes=5-99')).toEqual([206, 'bytes 5-9/10', 'fghij']);
    expect(await ask('bytes=10-')).toEqual([416, 'bytes */10', '']);
    expect(await ask('bytes=0-1,4-5')).toEqual([200, null, 'abcdefghij']);
    expect(await ask('lines=1-2')).toEqual([200, null, 'abcdefghij']);
    expect(await ask('bytes=2-4', { 'if-range': etag })).toEqual([206, 'bytes 2-4/10', 'cde']);
    expect(await ask('bytes=2-4', { 'if-range': '"another"' })).toEqual([200, null, 'abcdefghij']);
  });

  it('are not sent again to whoever has them, as long as they may have them', async () => {
    const { id, path } = await sent();
    const { headers } = await open(contentOf(id), bearer(ben));
    const again = () => open(contentOf(id), { ...bearer(ben), 'if-none-match': headers.get('etag') ?? '' });
    const head = await open(contentOf(id), bearer(ben), { method: 'HEAD' });

    const before = await again();
    await app.as(ana).delete(`${path}?for=everyone`).expect(204);

    expect([before.status, await before.text()]).toEqual([304, '']);
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '13']);
    expect((await again()).status).toBe(404);
  });

  it('of a picture are shown in the page, or saved where that is asked for; smaller ones by their width', async () => {
    const { id, path } = await sent(conversation, await photo(2_000, 1_000), 'image/jpeg');
    const { attachments } = (await app.as(ben).get(path).expect(200)).body;

    const shown = await open(contentOf(id), bearer(ben));
    const saved = await open(`${contentOf(id)}?download=1`, bearer(ben));
    const small = await open(attachments[0].thumbnails[1].url);
    const none = await app.as(ben).get(`/attachments/${id}/thumbnails/123`).expect(404);

    const dispositionOf = ({ headers }: Response) => headers.get('content-disposition')?.split(';')[0];
    expect([shown, saved].map(dispositionOf)).toEqual(['inline', 'attachment']);
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(none.body.code).toBe('attachment_not_found');
  });
});
