import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ForgetAnonymised } from '../../src/preferences/forget-anonymised.js';
import { MAX_PREFERENCE_BYTES, MAX_PREFERENCES } from '../../src/preferences/preferences.limits.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { TestSocket } from '../support/test-socket.js';

let app: TestApp;
let ana: Person;
let ben: Person;
let told = 0;
const sockets: TestSocket[] = [];

beforeAll(async () => {
  app = await TestApp.start();
});
beforeEach(async () => {
  told += 1;
  [ana, ben] = await app.people(`ana${told}`, `ben${told}`);
});
afterEach(() => Promise.all(sockets.splice(0).map((socket) => socket.close())));
afterAll(() => app.stop());

const PATH = '/users/me/preferences';
const read = async (who: Person) => (await app.as(who).get(PATH).expect(200)).body;
const choose = (who: Person, values: object) => app.as(who).patch(PATH, { values });
const listen = async (who: Person, to: Pick<TestApp, 'socketOf'> = app) => {
  const socket = await to.socketOf(who);
  sockets.push(socket);
  return socket;
};
/** Whatever was told before it has come once this has. */
const settled = async (socket: TestSocket) => {
  await socket.ask({ type: 'ping' });
};

describe('what I choose for myself', () => {
  it('is nothing at first, is kept by key, and is forgotten again', async () => {
    const before = await read(ana);
    const first = await choose(ana, { theme: 'dark', 'undo.chat': 5, emoji: { tone: 2, recent: ['👍'] } }).expect(200);
    const second = await choose(ana, { theme: 'light', 'undo.chat': null }).expect(200);

    expect(before).toEqual({ values: {}, version: 0 });
    expect(first.body).toEqual({
      values: { theme: 'dark', 'undo.chat': 5, emoji: { tone: 2, recent: ['👍'] } },
      version: 1,
    });
    expect(second.body).toEqual({ values: { theme: 'light', emoji: { tone: 2, recent: ['👍'] } }, version: 2 });
    expect(await read(ana)).toEqual(second.body);
    expect(await read(ben)).toEqual({ values: {}, version: 0 });
  });

  it('is all there after several devices chose different things at once', async () => {
    const keys = Array.from({ length: 8 }, (_, n) => `key.${n}`);

    await Promise.all(keys.map((key) => choose(ana, { [key]: true }).expect(200)));

    const { values, version } = await read(ana);
    expect([Object.keys(values).sort(), version]).toEqual([keys, 8]);
  });

  it('is told to all my devices, on all nodes, and to nobody else', async () => {
    const node = await AnotherNode.beside(app);
    const [here, there, his] = [await listen(ana), await listen(ana, node), await listen(ben)];

    const { body } = await choose(ana, { theme: 'dark' }).expect(200);
    const frames = await Promise.all([here.next('preferences.updated'), there.next('preferences.updated')]);
    await settled(his);

    expect(frames.map(({ data }) => data)).toEqual([body, body]);
    expect(his.of('preferences.updated')).toEqual([]);
    await Promise.all(sockets.splice(0).map((socket) => socket.close()));
    await node.stop();
  });

  it('is no news when it was so already', async () => {
    const { body } = await choose(ana, { theme: 'dark', recent: ['👍', '🎉'] }).expect(200);
    const socket = await listen(ana);

    const again = await choose(ana, { theme: 'dark', recent: ['👍', '🎉'], never: null }).expect(200);
    await settled(socket);

    expect(again.body).toEqual(body);
    expect(socket.of('preferences.updated')).toEqual([]);
  });

  it('has keys and values of a certain length, and each that has not is named', async () => {
    const long = 'x'.repeat(MAX_PREFERENCE_BYTES);
    const many = Array.from({ length: MAX_PREFERENCE_BYTES / 2 - 2 }, () => 1);

    const refused = await choose(ana, { theme: 'dark', long, 'a/b': 1, Theme: 1 }).expect(400);
    await choose(ana, { long: long.slice(2), many }).expect(200);

    expect(refused.body.code).toBe('validation_failed');
    expect(refused.body.errors).toMatchObject([
      { pointer: '/values/long', code: 'too_large' },
      { pointer: '/values/a~1b', code: 'invalid_key' },
      { pointer: '/values/Theme', code: 'invalid_key' },
    ]);
    expect(await read(ana)).toEqual({ values: { long: long.slice(2), many }, version: 1 });
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'is never kept under %s, which every object has of itself: the key is named',
    async (key) => {
      const { body } = await choose(ana, { theme: 'dark', [key]: 'red' }).expect(400);

      expect(body.errors).toMatchObject([{ pointer: `/values/${key}`, code: 'invalid_key' }]);
      expect(await read(ana)).toEqual({ values: {}, version: 0 });
    },
  );

  it('is an object of values that can be stored, in a body of nothing else', async () => {
    const bodies = [{}, { values: null }, { values: [] }, { values: 'dark' }, { values: {}, theme: 'dark' }];
    const broken = await choose(ana, { theme: 'a\0b', nested: [{ 'k\ud800': 1 }] }).expect(400);

    const refusals = [];
    for (const body of bodies) refusals.push((await app.as(ana).patch(PATH, body).expect(400)).body);

    expect(refusals.map(({ errors }) => errors.map(({ pointer }: { pointer: string }) => pointer))).toEqual([
      ['/values'],
      ['/values'],
      ['/values'],
      ['/values'],
      ['/theme'],
    ]);
    expect(broken.body).toMatchObject({
      code: 'invalid_text',
      errors: [{ pointer: '/values/theme' }, { pointer: '/values/nested/0' }],
    });
    expect(await read(ana)).toEqual({ values: {}, version: 0 });
  });

  it('may have names inside that objects have of themselves', async () => {
    const values = { odd: { toString: [{ hasOwnProperty: null }], then: true } };

    expect((await choose(ana, values).expect(200)).body.values).toEqual(values);
    expect((await read(ana)).values).toEqual(values);
  });

  it('is so much at most, also when several devices fill it at once', async () => {
    const keys = Array.from({ length: MAX_PREFERENCES }, (_, n) => `key.${n}`);
    const full = Object.fromEntries(keys.slice(1).map((key) => [key, 1]));
    await choose(ana, full).expect(200);

    const answers = await Promise.all(['x', 'y', 'z'].map((key) => choose(ana, { [key]: 1 })));
    await choose(ana, { 'key.1': null, another: 1 }).expect(200);

    const refused = answers.filter(({ status }) => status === 409);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(refused.map(({ body }) => [body.code, body.errors[0].pointer])).toEqual([
      ['too_many_preferences', '/values'],
      ['too_many_preferences', '/values'],
    ]);
    expect(Object.keys((await read(ana)).values)).toHaveLength(MAX_PREFERENCES);
  });

  it('is not larger together than it may travel', async () => {
    const text = 'x'.repeat(2_000);
    const eight = Object.fromEntries('abcdefgh'.split('').map((key) => [key, text]));
    const { body } = await choose(ana, eight).expect(200);

    const refused = await choose(ana, { i: text }).expect(409);
    await choose(ana, { a: null, i: text }).expect(200);

    expect(refused.body).toMatchObject({ code: 'preferences_too_large', errors: [{ pointer: '/values' }] });
    expect(body.version).toBe(1);
  });

  it('is read with one statement, and changed with one in its transaction', async () => {
    await choose(ana, { theme: 'dark' }).expect(200);

    const reading = await queriesDuring(() => read(ana), /^preferences/);
    const changing = await queriesDuring(() => choose(ana, { theme: 'light' }).expect(200));

    expect(reading).toEqual(['preferences.find']);
    expect(changing.filter((text) => text.includes('user_preferences'))).toHaveLength(1);
  });

  it('goes with the account, and with the name', async () => {
    await Promise.all([ana, ben].map((who) => choose(who, { theme: 'dark' }).expect(200)));
    await app.database.query(`update users set anonymised_at = now() where id = $1`, [ana.id]);

    await app.nest.get(ForgetAnonymised).handle();

    const left = await app.database.query<{ user_id: string }>(
      `select user_id from user_preferences where user_id = any($1)`,
      [[ana.id, ben.id]],
    );
    expect(left).toEqual([{ user_id: ben.id }]);
  });
});
