import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AnotherNode } from '../support/another-node.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let carl: Person;
let anasWithCarl: string;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, carl] = await app.people('ana', 'carl');
  anasWithCarl = await app.conversation(ana, carl);
});
afterEach(() => set({ deleteWindow: '48h', editWindow: 'unlimited' }));
afterAll(() => app.stop());

const set = (windows: object) => app.as(app.root).patch('/admin/settings', windows).expect(200);
const aged = async (minutes: number, id = anasWithCarl) => {
  const { seq } = await app.say(ana, id, 'Valve opens left');
  await app.database.query(
    `update messages set created_at = created_at - make_interval(mins => $3) where conversation_id = $1 and seq = $2`,
    [id, seq, minutes],
  );
  return `/conversations/${id}/messages/${seq}`;
};
const remove = (path: string, person = ana) => app.as(person).delete(`${path}?for=everyone`);
const edit = (path: string, caller = app.as(ana)) => caller.patch(path, { body: 'Right' });

describe('how long people may change what they wrote', () => {
  it('is told to clients, and set by superusers', async () => {
    await set({ deleteWindow: '15m' });

    const { settings } = (await app.anonymous().get('/meta').expect(200)).body;
    const unknown = await app.as(app.root).patch('/admin/settings', { editWindow: '2h' }).expect(400);
    await app.as(ana).patch('/admin/settings', { editWindow: '1h' }).expect(403);

    expect(settings).toMatchObject({ deleteWindow: '15m', editWindow: 'unlimited' });
    expect(unknown.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/editWindow' }] });
  });

  it.each([
    ['off', undefined, 0],
    ['15m', 14, 16],
    ['1h', 59, 61],
    ['24h', 24 * 60 - 1, 24 * 60 + 1],
    ['48h', 48 * 60 - 1, 48 * 60 + 1],
    ['unlimited', 1_000 * 24 * 60, undefined],
  ])('with %s is open for that long, to delete for everyone and to edit', async (window, young, old) => {
    await set({ deleteWindow: window, editWindow: window });

    if (young !== undefined) {
      await edit(await aged(young)).expect(200);
      await remove(await aged(young)).expect(204);
    }
    const refused =
      old === undefined ? [] : [await edit(await aged(old)).expect(403), await remove(await aged(old)).expect(403)];

    const codes = old === undefined ? [] : ['edit_window_over', 'delete_window_over'];
    expect(refused.map(({ body }) => body.code)).toEqual(codes);
  });

  it('holds on every node at once, and not for those who moderate, who delete at any time', async () => {
    const other = await AnotherNode.beside(app);
    const path = await aged(60, await app.conversation(ana, app.root));
    await edit(path, other.as(ana)).expect(200);

    await set({ deleteWindow: 'off', editWindow: '15m' });
    const { body } = await edit(path, other.as(ana)).expect(403);
    await remove(path).expect(403);
    await remove(path, app.root).expect(204);
    await other.stop();

    expect(body).toMatchObject({ code: 'edit_window_over', detail: 'Messages can be edited within 15 minutes.' });
  });

  it('is no matter for deleting for oneself', async () => {
    await set({ deleteWindow: 'off' });

    await app
      .as(ana)
      .delete(await aged(60))
      .expect(204);
  });
});
