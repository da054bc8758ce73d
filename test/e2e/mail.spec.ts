import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let carl: Person;
let eve: Person;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, carl, eve] = await app.people('ana', 'carl', 'eve');
});
afterAll(() => app.stop());

const mail = (to: string[], body: string, more: object = {}) => ({ to, clientId: randomUUID(), body, ...more });
const bodies = ({ items }: { items: { body: string }[] }) => items.map((item) => item.body);
const list = async (person: Person, box: string) => (await app.as(person).get(`/messages/${box}`).expect(200)).body;

describe('composing', () => {
  it('to one person goes into the direct conversation, by name or id', async () => {
    const id = await app.conversation(ana, carl);

    const { body } = await app
      .as(ana)
      .post('/messages', mail(['CARL'], 'hello', { subject: 'Hi' }))
      .expect(201);
    const byId = await app
      .as(ana)
      .post('/messages', mail([carl.id], 'again'))
      .expect(201);

    expect(body.items).toMatchObject([{ conversationId: id, body: 'hello', subject: 'Hi' }]);
    expect(byId.body.items).toMatchObject([{ conversationId: id, body: 'again', subject: null }]);
  });

  it('to several makes a group named by the subject, or by the people', async () => {
    const named = await app
      .as(ana)
      .post('/messages', mail(['carl', 'eve'], 'hello', { subject: 'Spring' }))
      .expect(201);
    const unnamed = await app
      .as(ana)
      .post('/messages', mail(['carl', 'eve'], 'hello'))
      .expect(201);

    const groupOf = async ({ body }: { body: { items: { conversationId: string }[] } }) =>
      (await app.as(eve).get(`/conversations/${body.items[0]?.conversationId}`).expect(200)).body;
    expect(await groupOf(named)).toMatchObject({ kind: 'group', subject: 'Spring', memberCount: 3 });
    expect(await groupOf(unnamed)).toMatchObject({ kind: 'group', subject: 'carl, eve' });
  });

  it('to several separately sends each a direct message', async () => {
    const { body } = await app
      .as(ana)
      .post('/messages', mail(['carl', 'eve', 'carl', 'ana'], 'to each', { separate: true }))
      .expect(201);

    expect(body.items).toHaveLength(2);
    expect(bodies(await list(eve, 'inbox'))).toContain('to each');
  });

  it('to oneself alone is a note', async () => {
    const { body } = await app
      .as(eve)
      .post('/messages', mail(['eve'], 'note'))
      .expect(201);

    const { body: conversation } = await app.as(eve).get(`/conversations/${body.items[0].conversationId}`).expect(200);
    expect(conversation.memberCount).toBe(1);
  });

  it('is done once for a client id, however often it is repeated at once', async () => {
    const request = mail(['carl', 'eve'], 'once only');

    const answers = await Promise.all(Array.from({ length: 5 }, () => app.as(ana).post('/messages', request)));
    const other = await app
      .as(ana)
      .post('/messages', { ...request, body: 'different' })
      .expect(422);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.items))).size).toBe(1);
    expect(other.body.code).toBe('client_id_reused');
  });

  it('is answered again as the first time when its recipient has left since', async () => {
    const leaver = await app.person('leaver');
    const request = mail(['leaver'], 'goodbye');
    const first = await app.as(ana).post('/messages', request).expect(201);
    await app.as(app.root).patch(`/admin/users/${leaver.id}`, { isActive: false }).expect(200);

    const again = await app.as(ana).post('/messages', request).expect(200);
    const anew = await app
      .as(ana)
      .post('/messages', mail(['leaver'], 'still there?'))
      .expect(403);

    expect(again.body).toEqual(first.body);
    expect(anew.body.code).toBe('recipient_inactive');
  });

  it('fails as a whole for a bad recipient, who is named, and nothing is made', async () => {
    await app.person('gone');
    const { body: found } = await app.as(app.root).get('/admin/users?search=gone').expect(200);
    await app.as(app.root).patch(`/admin/users/${found.items[0].id}`, { isActive: false }).expect(200);
    const before = (await app.as(ana).get('/conversations').expect(200)).body.items.length;

    const unknown = await app
      .as(ana)
      .post('/messages', mail(['carl', 'nobody'], 'x'))
      .expect(400);
    const inactive = await app
      .as(ana)
      .post('/messages', mail(['carl', 'gone'], 'x'))
      .expect(403);

    expect(unknown.body.errors).toMatchObject([{ pointer: '/to/1', code: 'unknown_person' }]);
    expect(inactive.body).toMatchObject({ code: 'recipient_inactive', errors: [{ pointer: '/to/1' }] });
    expect((await app.as(ana).get('/conversations').expect(200)).body.items).toHaveLength(before);
  });

  it('refuses more than fifty recipients', async () => {
    const to = Array.from({ length: 51 }, (_, n) => `person${n}`);

    const { body } = await app.as(ana).post('/messages', mail(to, 'x')).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/to', code: 'too_many' }]);
  });
});

describe('inbox and sent', () => {
  it('hold what others wrote to me and what I wrote, newest first, in pages', async () => {
    const [ida, leo, mia] = await app.people('ida', 'leo', 'mia');
    const withLeo = await app.conversation(ida, leo);
    const withMia = await app.conversation(ida, mia);
    for (let n = 0; n < 4; n++) {
      await app.say(leo, withLeo, `leo ${n}`);
      await app.say(mia, withMia, `mia ${n}`);
      await app.say(ida, withMia, `ida ${n}`);
    }
    const pages = async (box: string) => {
      const seen: string[] = [];
      for (let cursor = ''; ;) {
        const { body } = await app.as(ida).get(`/messages/${box}?limit=3${cursor}`).expect(200);
        seen.push(...bodies(body));
        if (!body.nextCursor) return seen;
        cursor = `&cursor=${body.nextCursor}`;
      }
    };

    expect(await pages('inbox')).toEqual(['mia 3', 'leo 3', 'mia 2', 'leo 2', 'mia 1', 'leo 1', 'mia 0', 'leo 0']);
    expect(await pages('sent')).toEqual(['ida 3', 'ida 2', 'ida 1', 'ida 0']);
  });

  it('say in which conversation, whether I read it, and how many have read mine', async () => {
    const [kim, lou] = await app.people('kim', 'lou');
    const id = await app.conversation(kim, lou);
    const group = await app.conversation(kim, lou, eve);
    await app.say(lou, id, 'unread');
    const { seq } = await app.say(kim, group, 'to the group');
    await app.as(lou).put(`/conversations/${group}/read`, { seq }).expect(204);

    const inbox = await list(kim, 'inbox');
    const sent = await list(kim, 'sent');

    expect(inbox.items).toMatchObject([
      { body: 'unread', isRead: false, conversation: { id, kind: 'direct', subject: null, other: { id: lou.id } } },
    ]);
    expect(sent.items).toMatchObject([
      {
        body: 'to the group',
        isRead: true,
        recipients: 2,
        deliveredTo: 1,
        readBy: 1,
        conversation: { id: group, kind: 'group', other: null },
      },
    ]);
  });

  it('do not show system lines, tombstones and what I deleted for myself', async () => {
    const [ned, oda] = await app.people('ned', 'oda');
    const id = await app.conversation(ned, oda, eve);
    const recalled = await app.say(oda, id, 'recalled');
    const hidden = await app.say(oda, id, 'hidden');
    await app.say(oda, id, 'kept');
    await app.as(oda).delete(`/conversations/${id}/messages/${recalled.seq}?for=everyone`).expect(204);
    await app.as(ned).delete(`/conversations/${id}/messages/${hidden.seq}`).expect(204);

    expect(bodies(await list(ned, 'inbox'))).toEqual(['kept']);
  });

  it('find the newest messages behind many busier conversations', async () => {
    const [pat, quinn] = await app.people('pat', 'quinn');
    const quiet = await app.conversation(pat, quinn);
    await app.say(quinn, quiet, 'from long ago');
    for (let n = 0; n < 70; n++) {
      const id = await app.conversation(pat, quinn, eve);
      await app.say(pat, id, 'mine, so not in my inbox');
    }

    expect(bodies(await list(pat, 'inbox'))).toEqual(['from long ago']);
  });

  it('show everything of a lively conversation among quiet ones, in one order', async () => {
    const [rio, sam, tess, uma] = await app.people('rio', 'sam', 'tess', 'uma');
    const said: string[] = [];
    for (const [writer, count] of [
      [sam, 3],
      [tess, 12],
      [sam, 1],
      [uma, 2],
      [tess, 9],
    ] as const) {
      const id = await app.conversation(rio, writer);
      for (let n = 0; n < count; n++) said.unshift((await app.say(writer, id, `${said.length}`)).body);
    }

    const first = await list(rio, 'inbox?limit=20');
    const rest = await list(rio, `inbox?limit=20&cursor=${first.nextCursor}`);

    expect([...bodies(first), ...bodies(rest)]).toEqual(said);
  });

  it('refuse a cursor that this server did not make', async () => {
    for (const box of ['inbox', 'sent', 'trash']) {
      const { body } = await app.as(ana).get(`/messages/${box}?cursor=bm9uc2Vuc2U`).expect(400);
      expect(body.errors).toMatchObject([{ pointer: '/cursor', code: 'invalid_cursor' }]);
    }
  });
});
