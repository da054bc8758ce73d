import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecallEraser } from '../../src/messages/changing/recall-eraser.js';
import { TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('the last owner of a group who can sign in', () => {
  it('cannot leave, though somebody who is deactivated is an owner too', async () => {
    const [ana, ben, cem] = await app.people('ana', 'ben', 'cem');
    const id = await app.conversation(ana, ben, cem);
    const members = `/conversations/${id}/members`;
    await app.as(ana).patch(`${members}/${ben.id}`, { role: 'owner' }).expect(204);
    await app.as(app.root).patch(`/admin/users/${ben.id}`, { isActive: false }).expect(200);

    const { body } = await app.as(ana).delete(`${members}/${ana.id}`).expect(409);
    await app.as(ana).patch(`${members}/${cem.id}`, { role: 'owner' }).expect(204);
    await app.as(ana).delete(`${members}/${ana.id}`).expect(204);

    expect(body.code).toBe('last_owner');
  });
});

describe('a subject of which no message is left', () => {
  it('is gone with what was erased, and comes back with a message that is restored before', async () => {
    const [dora, emil] = await app.people('dora', 'emil');
    const id = await app.conversation(dora, emil);
    const { seq } = await app.say(dora, id, 'x', { subject: 'Redundancies' });
    const kept = () => app.database.query(`select title from conversation_subjects where conversation_id = $1`, [id]);
    const message = `/conversations/${id}/messages/${seq}`;

    await app.as(dora).delete(`${message}?for=everyone`).expect(204);
    const shown = (await app.as(emil).get(`/conversations/${id}/subjects`).expect(200)).body.items;
    await app.as(dora).post(`${message}/restore`).expect(200);
    const again = (await app.as(emil).get(`/conversations/${id}/subjects`).expect(200)).body.items;
    await app.as(dora).delete(`${message}?for=everyone`).expect(204);
    await app.database.query(`update message_recalls set deleted_at = deleted_at - interval '1 minute'`);
    await app.nest.get(RecallEraser).handle();

    expect([shown, again]).toMatchObject([[], [{ title: 'Redundancies', messageCount: 1 }]]);
    expect(await kept()).toEqual([]);
  });

  it('goes at once when its only message gets another', async () => {
    const [fay, gus] = await app.people('fay', 'gus');
    const id = await app.conversation(fay, gus);
    const { seq } = await app.say(fay, id, 'x', { subject: 'Old' });

    await app.as(fay).patch(`/conversations/${id}/messages/${seq}`, { subject: 'New' }).expect(200);

    const titles = await app.database.query(`select title from conversation_subjects where conversation_id = $1`, [id]);
    expect(titles).toEqual([{ title: 'New' }]);
  });
});
