import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NotificationFollower } from '../../src/notifications/deciding/notification-follower.js';
import { PushSender } from '../../src/notifications/push/push-sender.js';
import { SendPush } from '../../src/notifications/push/send-push.js';
import { eventually } from '../support/eventually.js';
import { type Device, PushService } from '../support/push-service.js';
import { type Person, TestApp } from '../support/test-app.js';

let service: PushService;
let app: TestApp;
let ana: Person;
let ben: Person;
let phone: Device;
let people = 0;

beforeAll(async () => {
  service = await PushService.start();
  app = await TestApp.start({ pushHosts: [service.host] });
  ana = await app.person('ana');
  app.nest.get(NotificationFollower).heldMs = 300;
  app.nest.get(SendPush).firstWaitSeconds = 0.1;
  app.nest.get(PushSender).answeredWithinMs = 500;
  // What was said before a server of this version began to follow is not made up for.
  await eventually(async () => {
    expect(await app.database.query(`select 1 from outbox_cursors where name = 'notifications'`)).toHaveLength(1);
  });
});
beforeEach(async () => {
  ben = await app.person(`ben${++people}`);
  phone = await subscribed(ben);
});
afterAll(async () => {
  await app.stop();
  await service.stop();
});

const WITHIN = 15_000;
const subscribe = (person: Person, subscription: object) => app.as(person).post('/push/subscriptions', subscription);
async function subscribed(person: Person): Promise<Device> {
  const device = service.device();
  await subscribe(person, device.subscription).expect(201);
  return device;
}
const choose = (choice: object) => app.as(ben).patch('/users/me/notifications', choice).expect(200);
const devices = async (person: Person) => (await app.as(person).get('/push/subscriptions').expect(200)).body.items;
const shown = (device: Device, count = 1) =>
  eventually(() => {
    expect(device.received).toHaveLength(count);
    return device.received.map((push) => push.shown);
  }, WITHIN);
/** What became of everything that was decided for Ben, once nothing waits any more. */
const settled = () =>
  eventually(async () => {
    const rows = await app.database.query<{ state: string }>(
      `select state, reason, answer, attempts from notification_deliveries where user_id = $1 order by at`,
      [ben.id],
    );
    expect(rows).not.toEqual([]);
    expect(rows.filter(({ state }) => state === 'waiting')).toEqual([]);
    return rows;
  }, WITHIN);
/** Once it was decided up to this message whether Ben hears of it. */
const decided = (conversationId: string, seq: number) =>
  eventually(async () => {
    const [mark] = await app.database.query<{ through_seq: string }>(
      `select through_seq from notification_marks where user_id = $1 and conversation_id = $2`,
      [ben.id, conversationId],
    );
    expect(Number(mark?.through_seq)).toBeGreaterThanOrEqual(seq);
  }, WITHIN);

describe('a device', () => {
  it('is told who wrote what, and where that is', async () => {
    const id = await app.conversation(ana, ben);

    const { seq } = await app.say(ana, id, 'The **gauge** is back');

    const [push] = await shown(phone);
    expect(push).toEqual({
      ...{ v: 1, conversationId: id, seq, title: 'ana', body: 'The gauge is back' },
      ...{ url: `/chats/${id}?at=${seq}`, tag: `c:${id}` },
    });
    expect(phone.received[0]?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
    expect(phone.received[0]?.headers.authorization).toMatch(/^vapid t=/);
    await eventually(async () => expect((await devices(ben))[0]).toMatchObject({ current: true, answer: 201 }));
  });

  it('is told of many messages at once', async () => {
    const id = await app.conversation(ana, ben);

    for (const text of ['one', 'two', 'three']) await app.say(ana, id, text);

    expect((await shown(phone))[0].body).toBe('three\n+ 2 more');
  });

  it('is told nothing of who and what where that is hidden', async () => {
    await choose({ hideContent: true });
    const id = await app.conversation(ana, ben);

    await app.say(ana, id, 'secret');

    const [push] = await shown(phone);
    expect(push).toMatchObject({ title: 'Parley', body: 'A new message' });
    expect(JSON.stringify(push)).not.toMatch(/secret|ana/);
  });

  it('is told what was read elsewhere, to take it from the screen', async () => {
    const group = await app.conversation(ana, ben, await app.person(`eve${people}`));
    await app.say(ana, group, 'first');
    await shown(phone);
    await app.as(ben).post('/conversations/read').expect(204);

    await app.say(ana, await app.conversation(ana, ben), 'second');

    expect((await shown(phone, 2))[1]).toMatchObject({ body: 'second', read: [`c:${group}`] });
  });

  it('is notified beside the other devices of the same person', async () => {
    const laptop = await subscribed(await app.signIn(ben.username));
    const id = await app.conversation(ana, ben);

    await app.say(ana, id, 'both');

    await shown(phone);
    await shown(laptop);
  });

  it('is told nothing of what is read at once', async () => {
    const id = await app.conversation(ana, ben);
    await app.say(ana, id, 'read');

    await app.as(ben).post('/conversations/read').expect(204);

    await app.say(ana, id, 'unread');
    expect((await shown(phone))[0].body).toBe('unread');
  });

  it.each([
    ['during a pause', () => choose({ pausedUntil: new Date(Date.now() + 3_600_000).toISOString() })],
    [
      'during quiet hours',
      () => choose({ quietHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })) }),
    ],
    ['when it is switched off', () => choose({ push: false })],
  ])('is told nothing %s', async (_when, chosen) => {
    await chosen();
    const id = await app.conversation(ana, ben);

    const { seq } = await app.say(ana, id, 'not now');
    await decided(id, seq);

    await choose({ push: true, pausedUntil: null, quietHours: [] });
    await app.say(ana, id, 'now');
    expect((await shown(phone))[0].body).toBe('now');
  });

  it('is told only of mentions where its person wants that', async () => {
    const id = await app.conversation(ana, ben, await app.person(`eve${people}`));
    await app.as(ben).patch(`/conversations/${id}/me`, { notify: 'mentions' }).expect(200);

    await app.say(ana, id, 'for the others');
    await app.say(ana, id, `@${ben.username} for you`);
    await app.say(ana, id, 'for the others again');

    const [push] = await shown(phone);
    expect(push).toMatchObject({ title: 'Riverside pilot', body: `ana: @${ben.username} for you` });
  });

  it.each([
    ['pier 4', 'Who is at PIER 4?', 'pier 40 is closed'],
    ['Über', 'die über-Fähre', 'Wir fahren hinüber'],
    ['c++ (old)', 'the c++ (old) build', 'the c+++ build'],
    ['会議', '明日の会議は十時', '明日の会は十時'],
  ])('is told of a word of its person’s own like of a mention: %s', async (word, said, other) => {
    await choose({ words: [word] });
    const id = await app.conversation(ana, ben, await app.person(`eve${people}`));
    await app.as(ben).patch(`/conversations/${id}/me`, { notify: 'mentions' }).expect(200);

    await app.say(ana, id, other);
    await app.say(ana, id, said);
    await app.say(ana, id, 'for the others again');

    expect((await shown(phone))[0].body).toBe(`ana: ${said}`);
  });

  it('is told nothing any more of somebody who was removed before it was sent', async () => {
    phone.answers.push({ status: 500 });
    app.nest.get(SendPush).firstWaitSeconds = 2;
    const id = await app.conversation(ana, ben, await app.person(`eve${people}`));
    await app.say(ana, id, 'not for long');
    await eventually(() => expect(phone.asked).toBe(1), WITHIN);

    await app.as(ana).delete(`/conversations/${id}/members/${ben.id}`);
    app.nest.get(SendPush).firstWaitSeconds = 0.1;

    expect(await settled()).toMatchObject([{ state: 'skipped', reason: 'read', attempts: 2 }]);
    expect(phone.received).toEqual([]);
  });
});

describe('a push service', () => {
  const afterOne = async () => {
    const id = await app.conversation(ana, ben);
    await app.say(ana, id, 'hello');
    return settled();
  };

  it.each([404, 410])('that answers %d is not asked again', async (status) => {
    phone.answers.push({ status });

    expect(await afterOne()).toMatchObject([{ state: 'failed', answer: status, attempts: 1 }]);
    expect(await devices(ben)).toEqual([]);
  });

  it.each([
    ['500', { status: 500 }],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '1' } }],
    ['nothing', undefined],
  ])('that answers %s is asked again', async (_what, answer) => {
    phone.answers.push(answer);

    expect(await afterOne()).toMatchObject([{ state: 'sent', answer: 201, attempts: 2 }]);
    expect(phone.received).toHaveLength(1);
  });

  it('is not followed to where it redirects', async () => {
    const elsewhere = service.device();
    phone.answers.push({ status: 307, headers: { location: elsewhere.endpoint } });

    expect(await afterOne()).toMatchObject([{ state: 'failed', answer: 307 }]);
    expect(elsewhere.asked).toBe(0);
  });

  it.each([
    'https://push.example.org/device',
    'http://127.0.0.1:1/device',
    'https://127.0.0.1/device',
    'https://[::1]/device',
    'http://fcm.googleapis.com/device',
    'https://fcm.googleapis.com.example.org/device',
  ])('that is not known is refused: %s', async (endpoint) => {
    const { keys } = phone.subscription;

    const { body } = await subscribe(ben, { endpoint, keys }).expect(422);

    expect(body.errors[0].pointer).toBe('/endpoint');
    expect(await devices(ben)).toHaveLength(1);
  });

  it('is taken once the organisation adds it, and no more when only those that it added are', async () => {
    const { keys } = phone.subscription;
    const set = (settings: object) => app.as(app.root).patch('/admin/settings', settings).expect(200);
    const own = { endpoint: 'https://push.example.org/device', keys };
    const known = { endpoint: 'https://fcm.googleapis.com/fcm/send/device', keys };

    await subscribe(ben, known).expect(201);
    await set({ pushHosts: ['push.example.org'], pushServices: 'added' });
    await subscribe(ben, own).expect(201);
    await subscribe(ben, known).expect(422);

    await set({ pushHosts: [], pushServices: 'known' });
    await subscribe(ben, own).expect(422);
  });

  it.each(['https://push.example.org', '10.0.0.5', 'localhost', 'push.example.org:8443', 'Push.example.org'])(
    'that is no host is refused in the settings of the organisation: %s',
    async (host) => {
      const { body } = await app
        .as(app.root)
        .patch('/admin/settings', { pushHosts: [host] })
        .expect(400);

      expect(body.errors).toMatchObject([{ pointer: '/pushHosts' }]);
    },
  );

  it('says in a test what it answers', async () => {
    phone.answers.push({ status: 403 });
    const [device] = await devices(ben);

    const refused = await app.as(ben).post('/push/test').expect(200);
    const taken = await app.as(ben).post('/push/test').expect(200);

    expect(refused.body.results).toEqual([{ id: device.id, status: 403, isGone: false }]);
    expect(taken.body.results).toEqual([{ id: device.id, status: 201, isGone: false }]);
    expect(phone.received[0]?.shown).toMatchObject({ title: 'It works', tag: 'test' });
  });
});

describe('a subscription', () => {
  it('ends with its session', async () => {
    const again = await app.signIn(ben.username);

    await app.as(ben).post('/auth/logout', { refreshToken: ben.refreshToken }).expect(204);

    expect(await devices(again)).toEqual([]);
  });

  it('is taken over by whoever uses the same browser next', async () => {
    await subscribe(ana, phone.subscription).expect(201);

    expect(await devices(ben)).toEqual([]);
  });

  it('is removed by its owner alone', async () => {
    const [{ id }] = await devices(ben);

    await app.as(ana).delete(`/push/subscriptions/${id}`).expect(404);
    await app.as(ben).delete(`/push/subscriptions/${id}`).expect(204);

    expect(await devices(ben)).toEqual([]);
  });
});
