import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FileStore } from '../../src/core/files/file-store.js';
import { AnotherNode } from '../support/another-node.js';
import { filesOnDisk, filesWhenSettled } from '../support/kept-files.js';
import { photo } from '../support/pictures.js';
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

const pictureOf = (group: string) => `/conversations/${group}/picture`;
const put = (person: Person, path: string, bytes: Uint8Array<ArrayBuffer>) =>
  app.as(person).upload(path, bytes, 'group.jpg', 'image/jpeg', 'PUT');
const small = () => photo(300, 200);
const statusOf = async (url: string, { token }: Person) =>
  (await fetch(`${app.url}${url}`, { headers: { authorization: `Bearer ${token}` } })).status;
/** A new group of Ana's with Ben in it. */
const group = async () => {
  const { body } = await app
    .as(ana)
    .post('/conversations', { kind: 'group', subject: 'Pilot', memberIds: [ben.id] })
    .expect(201);
  return body.id as string;
};

describe('the picture of a group', () => {
  const linesOf = async (id: string) => {
    const { body } = await app.as(ana).get(`/conversations/${id}/messages`).expect(200);
    return (body.items as { system?: { event: string; actorId: string } }[]).flatMap(({ system }) =>
      system ? [[system.event, system.actorId]] : [],
    );
  };

  it('is changed by its owners and admins, told to everybody in it, and a line says so; so is that it was removed', async () => {
    const id = await group();
    const socket = await node.socketOf(ben);
    const { lastRev } = (await app.as(ben).get(`/conversations/${id}`).expect(200)).body;

    const { body } = await put(ana, pictureOf(id), await small()).expect(200);
    const told = await socket.next('conversation.updated', ({ data }) => data.pictureUrl === body.pictureUrl);
    const changes = (await app.as(ben).get(`/conversations/${id}/changes?afterRev=${lastRev}`).expect(200)).body;
    const shown = (await app.as(ben).get(`/conversations/${id}`).expect(200)).body;
    await app.as(ana).delete(pictureOf(id)).expect(204);
    await socket.next('conversation.updated', ({ data }) => data.id === id && data.pictureUrl === null);
    await app.as(ana).delete(pictureOf(id)).expect(204);

    expect(told.data).toMatchObject({ id, subject: 'Pilot' });
    expect([changes.conversation.pictureUrl, shown.pictureUrl]).toEqual([body.pictureUrl, body.pictureUrl]);
    expect((await linesOf(id)).slice(-2)).toEqual([
      ['picture_changed', ana.id],
      ['picture_removed', ana.id],
    ]);
    expect(await statusOf(body.pictureUrl, ben)).toBe(404);
    await socket.close();
  });

  it('is refused to its members, in direct conversations and to whoever is not in it, before and after', async () => {
    const id = await group();
    const direct = await app.conversation(ana, ben);
    const picture = await small();
    const [files, codes] = [await filesWhenSettled(app), [] as string[]];
    const tries: [Person, string, number][] = [
      [ben, id, 403],
      [eve, id, 404],
      [ana, direct, 409],
    ];

    for (const [person, where, status] of tries) {
      codes.push((await put(person, pictureOf(where), picture).expect(status)).body.code);
      codes.push((await app.as(person).delete(pictureOf(where)).expect(status)).body.code);
    }

    expect(codes).toEqual(['role_required', 'conversation_not_found', 'not_a_group'].flatMap((code) => [code, code]));
    expect(filesOnDisk(app).length).toBe(files);
    await app.as(ana).patch(`/conversations/${id}/members/${ben.id}`, { role: 'admin' }).expect(204);
    await put(ben, pictureOf(id), picture).expect(200);
  });

  it('is refused to an admin who is none any more when all of it has come', async () => {
    const id = await group();
    await app.as(ana).patch(`/conversations/${id}/members/${ben.id}`, { role: 'admin' }).expect(204);
    const store = app.nest.get(FileStore);
    const spy = jest.spyOn(store, 'put').mockImplementationOnce(async () => {
      await app.as(ana).patch(`/conversations/${id}/members/${ben.id}`, { role: 'member' }).expect(204);
    });
    try {
      expect((await put(ben, pictureOf(id), await small()).expect(403)).body.code).toBe('role_required');
    } finally {
      spy.mockRestore();
    }
    expect((await app.as(ana).get(`/conversations/${id}`).expect(200)).body.pictureUrl).toBeNull();
    const left = await app.database.query(`select 1 from files where not is_kept`);
    expect(left).toEqual([]);
  });

  it('is opened by whoever is in it, and by those who find it while it is listed', async () => {
    const id = await group();
    const { pictureUrl } = (await put(ana, pictureOf(id), await small()).expect(200)).body;
    const listedFor = async (person: Person) =>
      ((await app.as(person).get('/conversations/open').expect(200)).body.items as { id: string; pictureUrl: string }[])
        .filter((one) => one.id === id)
        .map((one) => one.pictureUrl);
    const all = () => Promise.all([ana, ben, eve].map((person) => statusOf(pictureUrl, person)));
    const { token } = (await app.as(ana).post(`/conversations/${id}/invite-link`).expect(200)).body;
    const behindLink = async () =>
      (await app.as(eve).post('/conversations/join/preview', { token }).expect(200)).body.pictureUrl as string | null;

    const before = await all();
    const unlisted = await behindLink();
    await app.as(ana).patch(`/conversations/${id}`, { listed: true }).expect(200);
    const [listed, found] = [await all(), await listedFor(eve)];
    await app.as(ana).patch(`/conversations/${id}`, { listed: false }).expect(200);
    await app.as(ana).delete(`/conversations/${id}/members/${ben.id}`).expect(204);
    const after = await all();
    await app.as(ana).patch(`/conversations/${id}`, { listed: true }).expect(200);

    expect([before, listed, after]).toEqual([
      [200, 200, 404],
      [200, 200, 200],
      [200, 404, 404],
    ]);
    expect([unlisted, found]).toEqual([null, [pictureUrl]]);
    // Whoever was sent out does not find it.
    expect(await all()).toEqual([200, 404, 200]);
  });

  it('stands beside it in the inbox and in drafts', async () => {
    const id = await group();
    const { pictureUrl } = (await put(ana, pictureOf(id), await small()).expect(200)).body;
    await app.say(ana, id, 'news');
    await app.as(ben).put(`/conversations/${id}/draft`, { body: 'half a' }).expect(200);

    const inbox = (await app.as(ben).get('/messages/inbox').expect(200)).body.items[0];
    const drafts = (await app.as(ben).get('/drafts').expect(200)).body.items;

    expect([inbox.conversation.pictureUrl, drafts[0].conversation.pictureUrl]).toEqual([pictureUrl, pictureUrl]);
  });
});
