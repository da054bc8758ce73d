import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor } from '../../src/core/http/page.js';
import { MessageDeletionService } from '../../src/messages/changing/message-deletion.service.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let carl: Person;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, carl] = await app.people('ana', 'carl');
});
afterAll(() => app.stop());

const messagesOf = (id: string) => `/conversations/${id}/messages`;

describe('editing', () => {
  it('changes my message and says so', async () => {
    const id = await app.conversation(ana, carl);
    const sent = await app.say(ana, id, 'tpyo');

    const { body } = await app
      .as(ana)
      .patch(`${messagesOf(id)}/${sent.seq}`, { body: 'typo', ifRev: sent.rev })
      .expect(200);

    expect(body).toMatchObject({ seq: sent.seq, body: 'typo' });
    expect(body.rev).toBeGreaterThan(sent.rev);
    expect(body.editedAt).not.toBeNull();
  });

  it('answers 409 with the current message when somebody was faster', async () => {
    const id = await app.conversation(ana, carl);
    const sent = await app.say(ana, id, 'first');
    await app
      .as(ana)
      .patch(`${messagesOf(id)}/${sent.seq}`, { body: 'second' })
      .expect(200);

    const { body } = await app
      .as(ana)
      .patch(`${messagesOf(id)}/${sent.seq}`, { body: 'third', ifRev: sent.rev })
      .expect(409);

    expect(body).toMatchObject({ code: 'stale_message', current: { body: 'second' } });
  });

  it('does not reach a message that I deleted for myself, which stays as it was', async () => {
    const id = await app.conversation(ana, carl);
    const sent = await app.say(ana, id, 'as it was');
    const path = `${messagesOf(id)}/${sent.seq}`;
    await app.as(ana).delete(path).expect(204);

    await app.as(ana).patch(path, { body: 'changed unseen' }).expect(404);

    expect((await app.as(carl).get(path).expect(200)).body).toMatchObject({ body: 'as it was', rev: sent.rev });
    await app.as(ana).post(`${path}/restore`).expect(200);
    await app.as(ana).patch(path, { body: 'changed' }).expect(200);
  });

  it("is refused for somebody else's message and for a tombstone", async () => {
    const id = await app.conversation(ana, carl);
    const sent = await app.say(ana, id, 'mine');

    const foreign = await app
      .as(carl)
      .patch(`${messagesOf(id)}/${sent.seq}`, { body: 'yours' })
      .expect(403);
    await app
      .as(ana)
      .delete(`${messagesOf(id)}/${sent.seq}?for=everyone`)
      .expect(204);
    const gone = await app
      .as(ana)
      .patch(`${messagesOf(id)}/${sent.seq}`, { body: 'again' })
      .expect(409);

    expect([foreign.body.code, gone.body.code]).toEqual(['permission_denied', 'message_deleted']);
  });
});

describe('what a message said before', () => {
  const edited = async (id: string, ...texts: string[]) => {
    const { seq } = await app.say(ana, id, texts[0] ?? '', { subject: 'Bugdet' });
    for (const body of texts.slice(1)) {
      await app
        .as(ana)
        .patch(`${messagesOf(id)}/${seq}`, { body, subject: 'Budget' })
        .expect(200);
    }
    return `${messagesOf(id)}/${seq}`;
  };

  it('can be read by everybody who may read it, newest first, in pages', async () => {
    const path = await edited(await app.conversation(ana, carl), 'oen', 'one', 'two');
    const { body: sent } = await app.as(carl).get(path).expect(200);

    const first = (await app.as(carl).get(`${path}/edits?limit=1`).expect(200)).body;
    const second = (await app.as(carl).get(`${path}/edits?limit=1&cursor=${first.nextCursor}`).expect(200)).body;

    expect(first.items).toEqual([{ body: 'one', subject: 'Budget', editedAt: expect.any(String) }]);
    expect(second).toEqual({ items: [{ body: 'oen', subject: 'Bugdet', editedAt: sent.createdAt }], nextCursor: null });
  });

  it('is nothing where nothing was changed, also by an edit that changes nothing', async () => {
    const path = await edited(await app.conversation(ana, carl), 'same');
    await app.as(ana).patch(path, { body: 'same' }).expect(200);

    expect((await app.as(ana).get(`${path}/edits`).expect(200)).body.items).toEqual([]);
  });

  it('is hidden from strangers, from who deleted it for themselves, and from forged cursors', async () => {
    const eve = await app.person('eve');
    const path = await edited(await app.conversation(ana, carl), 'oen', 'one');
    await app.as(carl).delete(path).expect(204);

    const answers = [
      await app.as(eve).get(`${path}/edits`).expect(404),
      await app.as(carl).get(`${path}/edits`).expect(404),
      await app.as(ana).get(`${path}/edits?cursor=x`).expect(400),
    ];

    expect(answers.map(({ body }) => body.code)).toEqual([
      'conversation_not_found',
      'message_not_found',
      'validation_failed',
    ]);
  });

  it('is nothing beyond any version', async () => {
    const path = await edited(await app.conversation(ana, carl), 'oen', 'one');
    const before = (version: number) => `${path}/edits?cursor=${encodeCursor([version])}`;

    const pages = [
      (
        await app
          .as(ana)
          .get(before(2 ** 31))
          .expect(200)
      ).body.items.length as number,
      (
        await app
          .as(ana)
          .get(before(-(2 ** 31) - 1))
          .expect(200)
      ).body.items.length as number,
    ];

    expect(pages).toEqual([1, 0]);
  });

  it('goes with a message that is deleted for everyone, comes back with it, and is erased with it', async () => {
    const path = await edited(await app.conversation(ana, carl), 'erased', 'one');
    const versions = async () => (await app.as(carl).get(`${path}/edits`).expect(200)).body.items.length as number;
    const remove = () => app.as(ana).delete(`${path}?for=everyone`).expect(204);

    await remove();
    const whileDeleted = await versions();
    await app.as(ana).post(`${path}/restore`).expect(200);
    const restored = await versions();
    await remove();
    await app.database.query(`update message_recalls set deleted_at = now() - interval '1 minute'`);
    await app.nest.get(MessageDeletionService).eraseExpired();

    expect([whileDeleted, restored]).toEqual([0, 1]);
    expect(await app.database.query('select 1 from message_edits where body = $1', ['erased'])).toEqual([]);
  });

  it('is kept of the newest hundred edits, and of what was sent', async () => {
    const id = await app.conversation(ana, carl);
    const path = await edited(id, ...Array.from({ length: 104 }, (_, n) => `no ${n}`));

    const { items } = (await app.as(ana).get(`${path}/edits?limit=200`).expect(200)).body;

    expect(items.map(({ body }: { body: string }) => body)).toEqual([
      ...Array.from({ length: 100 }, (_, n) => `no ${102 - n}`),
      'no 0',
    ]);
  });
});

describe('deleting', () => {
  it('for me hides it from me alone, into my trash, until I restore it', async () => {
    const id = await app.conversation(ana, carl);
    const sent = await app.say(carl, id, 'seen enough');
    const path = `${messagesOf(id)}/${sent.seq}`;

    await app.as(ana).delete(path).expect(204);
    await app.as(ana).delete(path).expect(204);
    await app.as(ana).get(path).expect(404);
    await app.as(carl).get(path).expect(200);
    const { body: trash } = await app.as(ana).get('/messages/trash').expect(200);
    const { body: restored } = await app.as(ana).post(`${path}/restore`).expect(200);
    const { body: emptied } = await app.as(ana).get('/messages/trash').expect(200);

    expect(trash.items).toMatchObject([{ conversationId: id, seq: sent.seq, body: 'seen enough' }]);
    expect(restored).toMatchObject({ seq: sent.seq, body: 'seen enough' });
    expect(emptied.items).toEqual([]);
  });

  it('for everyone leaves a tombstone at its place, which its deleter can take back for 30 seconds', async () => {
    const id = await app.conversation(ana, carl);
    const sent = await app.say(ana, id, 'oops', { subject: 'Oops' });
    const path = `${messagesOf(id)}/${sent.seq}`;

    await app.as(ana).delete(`${path}?for=everyone`).expect(204);
    const { body: tombstone } = await app.as(carl).get(path).expect(200);
    await app.as(carl).post(`${path}/restore`).expect(409);
    const { body: restored } = await app.as(ana).post(`${path}/restore`).expect(200);

    expect(tombstone).toMatchObject({ seq: sent.seq, body: '', subject: null });
    expect(restored).toMatchObject({ seq: sent.seq, body: 'oops', subject: 'Oops', deletedAt: null });
  });

  it('can no longer be taken back after 30 seconds, and then its text is nowhere', async () => {
    const id = await app.conversation(ana, carl);
    const sent = await app.say(ana, id, 'burn after reading');
    const path = `${messagesOf(id)}/${sent.seq}`;
    await app.as(ana).delete(`${path}?for=everyone`).expect(204);
    await app.database.query(`update message_recalls set deleted_at = deleted_at - interval '31 seconds'`);

    const { body } = await app.as(ana).post(`${path}/restore`).expect(409);

    expect(body.code).toBe('restore_expired');
  });

  it("refuses somebody else's message for everyone, except to a moderator, whose act is recorded", async () => {
    const id = await app.conversation(ana, carl, app.root);
    const sent = await app.say(ana, id, 'rude');
    const path = `${messagesOf(id)}/${sent.seq}?for=everyone`;

    const { body } = await app.as(carl).delete(path).expect(403);
    await app.as(app.root).delete(path).expect(204);

    const acts = await app.database.query(
      `select actor_id, target_id, ip, request_id is not null as traced from audit_log where action = 'message.deleted-for-everyone'`,
    );
    expect(body.code).toBe('permission_denied');
    expect(acts).toEqual([{ actor_id: app.root.id, target_id: `${id}/${sent.seq}`, ip: '127.0.0.1', traced: true }]);
  });

  it('is too late for everyone after two days, never for me', async () => {
    const id = await app.conversation(ana, carl);
    const sent = await app.say(ana, id, 'old');
    await app.database.query(
      `update messages set created_at = created_at - interval '49 hours' where conversation_id = $1 and seq = $2`,
      [id, sent.seq],
    );

    const { body } = await app
      .as(ana)
      .delete(`${messagesOf(id)}/${sent.seq}?for=everyone`)
      .expect(403);
    await app
      .as(ana)
      .delete(`${messagesOf(id)}/${sent.seq}`)
      .expect(204);

    expect(body.code).toBe('delete_window_over');
  });
});
