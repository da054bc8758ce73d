import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from '../support/caller.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let carl: Person;
let id: string;
let seq: number;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, carl] = await app.people('ana', 'carl');
  id = await app.conversation(ana, carl);
  seq = (await app.say(ana, id, 'hello')).seq;
});
afterAll(() => app.stop());

/** Every operation with a body, and a body that it accepts. */
const operations = (): [string, string, Record<string, unknown>][] => [
  ['POST', '/conversations', { kind: 'group', subject: 'Pilot', memberIds: [carl.id] }],
  ['PATCH', `/conversations/${id}/me`, { pinned: true, archived: false, mutedUntil: null }],
  ['PUT', `/conversations/${id}/read`, { seq: 1, unread: false }],
  ['POST', `/conversations/${id}/messages`, { clientId: randomUUID(), body: 'x', subject: 'y', replyToSeq: 1 }],
  ['PATCH', `/conversations/${id}/messages/${seq}`, { body: 'edited', subject: 'y', ifRev: 1_000_000 }],
  ['POST', '/messages', { to: ['carl'], clientId: randomUUID(), body: 'x', subject: 'y', separate: false }],
];

const pointers = ({ body }: Answer): string[] => (body.errors ?? []).map((error: { pointer: string }) => error.pointer);

describe('every operation with a body', () => {
  it('refuses what is not JSON, not an object, or not said to be JSON', async () => {
    for (const [method, path] of operations()) {
      const caller = app.as(ana);
      expect((await caller.raw(method, path, '{"a":')).body).toMatchObject({ status: 400, code: 'malformed_request' });
      for (const text of ['[]', '"x"', '7', 'null']) expect((await caller.raw(method, path, text)).status).toBe(400);
      for (const text of [
        `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
        `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`,
      ]) {
        expect((await caller.raw(method, path, text)).body).toMatchObject({ status: 400, code: 'malformed_request' });
      }
      expect((await caller.raw(method, path, 'a=b', 'application/x-www-form-urlencoded')).body.code).toBe(
        'unsupported_media_type',
      );
      expect((await caller.raw(method, path, '{}', 'text/plain')).body.code).toBe('unsupported_media_type');
      expect((await caller.raw(method, path, `{"body":"${'x'.repeat(300_000)}"}`)).body.code).toBe('payload_too_large');
    }
  });

  it('names each field of a wrong type', async () => {
    for (const [method, path, body] of operations()) {
      for (const field of Object.keys(body)) {
        for (const wrong of [{}, [[]], 1.5, Number.MAX_VALUE]) {
          const answer = await app.as(ana).raw(method, path, JSON.stringify({ ...body, [field]: wrong }));
          expect({ path, field, wrong, status: answer.status }).toEqual({ path, field, wrong, status: 400 });
          expect(pointers(answer).some((pointer) => pointer.startsWith(`/${field}`))).toBe(true);
        }
      }
    }
  });

  it('says what is wrong in words, not in terms of a program', async () => {
    const message = { clientId: randomUUID(), body: 'x' };
    const file = randomUUID();
    const details = async (path: string, dto: object) =>
      (await app.as(ana).post(path, dto).expect(400)).body.errors.map(({ detail }: { detail: string }) => detail);

    const messages = `/conversations/${id}/messages`;
    expect(await details(messages, { ...message, attachmentIds: [file, file] })).toEqual([
      'Attachment ids must name each entry once.',
    ]);
    expect(await details(messages, { ...message, attachmentIds: ['7'] })).toEqual([
      'Each entry of attachment ids must be a UUID.',
    ]);
    expect(await details('/messages', { ...message, to: [] })).toEqual(['To must have at least 1 entry.']);
    expect(await details(messages, { ...message, forward: 'x' })).toEqual(['Forward must be an object.']);
  });

  it('refuses fields that it does not know, by name', async () => {
    for (const [method, path, body] of operations()) {
      const answer = await app.as(ana).raw(method, path, JSON.stringify({ ...body, isAdmin: true, __proto__x: 1 }));
      expect({ path, status: answer.status }).toEqual({ path, status: 400 });
      expect(answer.body.errors).toContainEqual(
        expect.objectContaining({ pointer: '/isAdmin', code: 'unknown_field' }),
      );
    }
  });

  it('refuses fields that are named like something every object has', async () => {
    for (const [method, path, body] of operations()) {
      for (const name of ['toString', 'constructor', 'hasOwnProperty', 'valueOf']) {
        const answer = await app.as(ana).raw(method, path, JSON.stringify({ ...body, [name]: 1 }));
        expect({ path, name, status: answer.status, pointers: pointers(answer) }).toEqual({
          path,
          name,
          status: 400,
          pointers: [`/${name}`],
        });
      }
    }
  });

  it('refuses times that are none, or have no zone', async () => {
    const wrong = [
      '2027',
      '2027-W01',
      '20270101T000000Z',
      '2027-01-01T10',
      '2027-01-01T10:00:00',
      '2027-02-30T10:00:00Z',
    ];
    for (const mutedUntil of [
      ...wrong,
      '+010000-01-01T00:00:00Z',
      '9999-12-31T23:59:59-01:00',
      '2027-01-01T25:00:00Z',
    ]) {
      const answer = await app.as(ana).patch(`/conversations/${id}/me`, { mutedUntil });
      expect({ mutedUntil, status: answer.status, pointers: pointers(answer) }).toEqual({
        mutedUntil,
        status: 400,
        pointers: ['/mutedUntil'],
      });
    }
    const { body } = await app.as(carl).patch(`/conversations/${id}/me`, { mutedUntil: '2096-02-29T10:00:00+02:00' });
    expect(body).toMatchObject({ mutedUntil: '2096-02-29T08:00:00.000Z' });
  });

  it('refuses NUL and half a surrogate pair anywhere in a text', async () => {
    for (const [method, path, body] of operations()) {
      for (const field of Object.keys(body).filter((name) => typeof body[name] === 'string')) {
        for (const text of ['a\\u0000b', '\\ud800', 'x\\udc00y']) {
          const json = JSON.stringify({ ...body, [field]: '@@' }).replace('@@', text);
          const answer = await app.as(ana).raw(method, path, json);
          expect(answer.body).toMatchObject({ status: 400, code: 'invalid_text', errors: [{ pointer: `/${field}` }] });
        }
      }
    }
  });

  it('wrote nothing all the while', async () => {
    const { body } = await app.as(ana).get(`/conversations/${id}`).expect(200);

    expect(body).toMatchObject({ lastSeq: seq, lastMessage: { body: 'hello' }, me: { pinned: false } });
  });
});

describe('every list', () => {
  it('refuses limits and positions out of bounds, by name', async () => {
    const wrong = [
      ['/conversations?limit=0', '/limit'],
      ['/conversations?limit=201', '/limit'],
      ['/conversations?limit=abc', '/limit'],
      ['/conversations?limit=1&limit=2', '/limit'],
      ['/conversations?filter=everything', '/filter'],
      ['/conversations?cursor=x', '/cursor'],
      ['/conversations?surprise=1', '/surprise'],
      ['/conversations?toString=1', '/toString'],
      ['/conversations?__proto__=1', '/__proto__'],
      [`/conversations/${id}/messages?before=-1`, '/before'],
      [`/conversations/${id}/messages?after=1e3`, '/after'],
      [`/conversations/${id}/messages?around=99999999999999999999`, '/around'],
      [`/conversations/${id}/messages?subject=`, '/subject'],
      [`/conversations/${id}/changes`, '/afterRev'],
      [`/conversations/${id}/changes?afterRev=x`, '/afterRev'],
      [`/conversations/${id}/members?cursor=${Buffer.from('["x"]').toString('base64url')}`, '/cursor'],
      [`/conversations/${id}/messages/0`, '/seq'],
      [`/conversations/${id}/messages/one`, '/seq'],
      ['/conversations/not-an-id', '/conversationId'],
    ] as const;

    for (const [path, pointer] of wrong) {
      const answer = await app.as(ana).get(path);
      expect({ path, status: answer.status, pointers: pointers(answer) }).toEqual({
        path,
        status: 400,
        pointers: [pointer],
      });
    }
  });
});

describe('every cursor', () => {
  const forged = (...parts: (string | number)[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

  it('is refused when it names a day that is in no calendar', async () => {
    for (const time of ['0000-01-01T00:00:00.000Z', '2023-02-30T00:00:00.000Z', '2023-01-01T24:00:00.000Z']) {
      for (const [path, cursor] of [
        ['/conversations', forged(time, id)],
        ['/messages/inbox', forged(time, id, 1)],
        ['/messages/sent', forged(time, id, 1)],
        ['/messages/trash', forged(time, id, 1)],
      ] as const) {
        const answer = await app.as(ana).get(`${path}?cursor=${cursor}`);
        expect({ path, time, status: answer.status, pointers: pointers(answer) }).toEqual({
          path,
          time,
          status: 400,
          pointers: ['/cursor'],
        });
      }
    }
  });

  it('is taken when a page could have ended there', async () => {
    await app
      .as(ana)
      .get(`/conversations?cursor=${forged('2023-02-28T00:00:00.000Z', id)}`)
      .expect(200);
  });
});

describe('what belongs to others', () => {
  it('is the same 404 as what does not exist', async () => {
    const eve = await app.person('eve');
    const absent = randomUUID();
    const rest = ['', '/members', '/subjects', '/me', '/messages', '/messages/1', '/changes?afterRev=0'];

    for (const path of rest) {
      const [hidden, missing] = await Promise.all(
        [id, absent].map((one) => app.as(eve).get(`/conversations/${one}${path}`)),
      );
      expect({ path, status: hidden?.status }).toEqual({ path, status: 404 });
      expect({ ...hidden?.body, requestId: '' }).toEqual({ ...missing?.body, requestId: '' });
    }
  });
});

describe('addresses that cannot be', () => {
  it('are problems too', async () => {
    const broken = await app.as(ana).get('/conversations/%zz');
    const unknown = await app.as(ana).get('/nothing/here');

    expect(broken.body).toMatchObject({ status: 400, code: 'malformed_request' });
    expect(unknown.body).toMatchObject({ status: 404, code: 'route_not_found' });
    for (const answer of [broken, unknown])
      expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  });
});

describe('a text', () => {
  it('with nothing to see is no message, subject or name of a group', async () => {
    for (const nothing of ['\u200b', '\u2800', '\u3164', '\u00ad', '\ufffc', '\u{1d159}', '\u202e', ' \u200b\u2060 ']) {
      const send = { clientId: randomUUID(), body: nothing };
      const answers = [
        await app.as(ana).post(`/conversations/${id}/messages`, send),
        await app.as(ana).post(`/conversations/${id}/messages`, { ...send, body: 'x', subject: nothing }),
        await app.as(ana).patch(`/conversations/${id}/messages/${seq}`, { body: nothing }),
        await app.as(ana).post('/messages', { ...send, to: ['carl'] }),
        await app.as(ana).post('/conversations', { kind: 'group', subject: nothing, memberIds: [carl.id] }),
      ];

      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [400, 'invalid_text']));
    }
  });

  it('that turns the direction of what stands behind it does not do so in subjects and names of groups', async () => {
    const sent = await app.say(ana, id, 'x', { subject: 'Invoice \u202egpj.exe' });
    const { body: group } = await app
      .as(ana)
      .post('/conversations', { kind: 'group', subject: '\u2067Pilot', memberIds: [carl.id] })
      .expect(201);

    expect([sent.subject, group.subject]).toEqual(['Invoice gpj.exe', 'Pilot']);
  });

  it('of several lines is no subject and no name of a group, and what is not there to see is not kept in them', async () => {
    const path = `/conversations/${id}/messages`;
    for (const subject of ['Budget\nBen left', 'Bud\u2028get', 'Budget\u0007']) {
      const send = { clientId: randomUUID(), body: 'x', subject };
      const group = { kind: 'group', subject, memberIds: [carl.id] };
      const answers = [
        await app.as(ana).post(path, send),
        await app.as(ana).patch(`${path}/${seq}`, { subject }),
        await app.as(ana).post('/messages', { ...send, to: ['carl'] }),
        await app.as(ana).post('/conversations', group),
      ];

      expect(answers.map(({ status, body }) => [status, body.errors?.[0]])).toEqual(
        answers.map(() => [400, expect.objectContaining({ pointer: '/subject', code: 'not_one_line' })]),
      );
    }
    const sent = await app.say(ana, id, 'x', { subject: ' Bud\u200bget\ufeff\n' });
    expect(sent.subject).toBe('Budget');
  });

  it('is the subject without what a mail program puts before it', async () => {
    const sent = await app.say(ana, id, 'x', { subject: 'Re: Sv: Timetable' });

    expect(sent.subject).toBe('Timetable');
  });
});

describe('a list of people', () => {
  it('names each of those who are wrong', async () => {
    const gone = await app.person('gone');
    await app.as(app.root).patch(`/admin/users/${gone.id}`, { isActive: false }).expect(200);
    const nobody = randomUUID();
    const group = await app.conversation(ana, carl, await app.person('third'));
    const bad = (answer: Answer) =>
      (answer.body.errors as { pointer: string; code: string }[]).map((e) => `${e.pointer} ${e.code}`);

    const to = ['carl', 'gone', 'nobody.at.all', nobody];
    const composed = await app.as(ana).post('/messages', { to, clientId: randomUUID(), body: 'x' }).expect(400);
    const added = await app
      .as(ana)
      .post(`/conversations/${group}/members`, { userIds: [gone.id, nobody] })
      .expect(400);

    expect(bad(composed)).toEqual(['/to/1 recipient_inactive', '/to/2 unknown_person', '/to/3 unknown_person']);
    expect(bad(added)).toEqual(['/userIds/0 recipient_inactive', '/userIds/1 unknown_person']);
  });
});
