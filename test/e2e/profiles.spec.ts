import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestApp } from '../support/test-app.js';

const DESK = { key: 'desk', label: 'Desk' };
const PHONE = { key: 'phone', label: 'Phone' };

let app: TestApp;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, ben] = await app.people('ana', 'ben');
});
afterEach(async () => void (await define([])));
afterAll(() => app.stop());

const define = (profileFields: unknown) => app.as(app.root).patch('/admin/settings', { profileFields });
const say = (fields: unknown, person = ana) => app.as(person).patch('/users/me', { fields });
const seen = async () => (await app.as(ben).get(`/users/${ana.id}`).expect(200)).body;

describe('how somebody wants to be spoken of', () => {
  it('is what they say, for everybody', async () => {
    await app.as(ana).patch('/users/me', { pronouns: ' they/them ' }).expect(200);

    expect((await seen()).pronouns).toBe('they/them');
    const long = await app
      .as(ana)
      .patch('/users/me', { pronouns: 'x'.repeat(41) })
      .expect(400);
    expect(long.body.errors).toMatchObject([{ pointer: '/pronouns', code: 'invalid_length' }]);
    expect((await seen()).pronouns).toBe('they/them');
  });
});

describe('a field that the organisation adds to profiles', () => {
  it('is there for each to fill in, and shown by its label where somebody did', async () => {
    await define([DESK, PHONE]).expect(200);
    expect((await app.as(ana).get('/users/me').expect(200)).body.fields).toEqual([
      { ...DESK, value: '' },
      { ...PHONE, value: '' },
    ]);

    const { body } = await say([{ key: 'phone', value: ' 42 17 ' }]).expect(200);

    expect(body.fields).toEqual([
      { ...DESK, value: '' },
      { ...PHONE, value: '42 17' },
    ]);
    expect((await seen()).fields).toEqual([{ ...PHONE, value: '42 17' }]);
    await say([{ key: 'phone', value: '' }]).expect(200);
    expect((await seen()).fields).toEqual([]);
  });

  it('keeps what was said when its label changes, and shows nothing once it is taken out', async () => {
    await define([DESK]).expect(200);
    await say([{ key: 'desk', value: '3.14' }]).expect(200);

    await define([{ key: 'desk', label: 'Room' }]).expect(200);
    expect((await seen()).fields).toEqual([{ key: 'desk', label: 'Room', value: '3.14' }]);
    await define([PHONE]).expect(200);
    expect((await seen()).fields).toEqual([]);
    await say([{ key: 'phone', value: '17' }]).expect(200);
    await define([DESK, PHONE]).expect(200);

    expect((await seen()).fields).toEqual([{ ...PHONE, value: '17' }]);
  });

  it('is not there to be filled in when the organisation has no such one', async () => {
    await define([DESK]).expect(200);
    await say([{ key: 'desk', value: '3.14' }]).expect(200);
    const sent = [
      { key: 'desk', value: '2.71' },
      { key: '__proto__', value: 'x' },
    ];

    const { body } = await say(sent).expect(400);

    expect(body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/fields/1/key' }] });
    expect((await seen()).fields).toEqual([{ ...DESK, value: '3.14' }]);
  });

  it.each([
    ['a value of two lines', [{ key: 'desk', value: 'a\nb' }], '/fields/0/value'],
    ['the same field twice', [DESK, DESK].map(({ key }) => ({ key, value: '1' })), '/fields'],
    ['what is not a list', { desk: '1' }, '/fields'],
    ['no value', [{ key: 'desk' }], '/fields/0/value'],
    ['nothing', null, '/fields'],
  ])('refuses %s', async (_, sent, pointer) => {
    await define([DESK]).expect(200);

    const { body } = await say(sent).expect(400);

    expect(body).toMatchObject({ code: 'validation_failed', errors: [{ pointer }] });
  });

  it.each([
    ['without a label', [{ key: 'desk', label: ' ' }], '/profileFields/0/label'],
    ['with a key that is no key', [{ key: 'My desk', label: 'Desk' }], '/profileFields/0/key'],
    ['with the key of another one', [DESK, { ...PHONE, key: 'desk' }], '/profileFields'],
    ['among more than ten', Array.from({ length: 11 }, (_, n) => ({ key: `f${n}`, label: 'F' })), '/profileFields'],
    ['that is nothing', [null], '/profileFields'],
  ])('is refused %s', async (_, fields, pointer) => {
    const { body } = await define(fields).expect(400);

    expect(body).toMatchObject({ code: 'validation_failed' });
    expect(body.errors[0].pointer).toMatch(new RegExp(`^${pointer}`));
  });

  it('is on record once, and only where it changes something', async () => {
    const entries = () =>
      app.database.query<unknown[]>(`select 1 from audit_log where target_id = 'profileFields' and after @> $1`, [
        { profileFields: [{ key: 'once', label: 'Once' }] },
      ]);
    const fields = [{ key: 'once', label: 'Once' }];

    await define(fields).expect(200);
    await define(fields).expect(200);

    expect(await entries()).toHaveLength(1);
  });
});
