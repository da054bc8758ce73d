import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NotificationFollower } from '../../src/notifications/deciding/notification-follower.js';
import { MailPerson } from '../../src/notifications/mail/mail-person.js';
import { AnotherNode } from '../support/another-node.js';
import { eventually } from '../support/eventually.js';
import { MailServer } from '../support/mail-server.js';
import { type Device, PushService } from '../support/push-service.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { TestSocket } from '../support/test-socket.js';

let service: PushService;
let mails: MailServer;
let app: TestApp;
let ana: Person;
let ben: Person;
let phone: Device;
let people = 0;
const sockets: TestSocket[] = [];

const WITHIN = 15_000;

beforeAll(async () => {
  service = await PushService.start();
  mails = await MailServer.start();
  app = await TestApp.start({ pushHosts: [service.host], smtpUrl: mails.url, publicUrl: 'https://parley.example' });
  app.nest.get(NotificationFollower).heldMs = 200;
  app.nest.get(MailPerson).minuteMs = 40;
  ana = await app.person('ana');
  await eventually(async () => {
    expect(await app.database.query(`select 1 from outbox_cursors where name = 'notifications'`)).toHaveLength(1);
  });
});
beforeEach(async () => {
  ben = await app.person(`ben${++people}`);
  phone = service.device();
  await app.as(ben).post('/push/subscriptions', phone.subscription).expect(201);
});
afterEach(() => Promise.all(sockets.splice(0).map((socket) => socket.close())));
afterAll(async () => {
  await app.stop();
  await service.stop();
  await mails.stop();
});

const choose = (choice: object) => app.as(ben).patch('/users/me/notifications', choice);
const chosen = async () => (await app.as(ben).get('/users/me/notifications').expect(200)).body.defaultLevel;
/** What holds in it then; null where that is what holds for all. */
const chooseIn = async (id: string, level: string | null) => {
  const { body } = await app.as(ben).patch(`/conversations/${id}/me`, { notify: level }).expect(200);
  return body.notifyChosen ? body.notify : null;
};
/** A group of Ana's with Ben and somebody else. */
const group = async () => app.conversation(ana, ben, await app.person(`eve${++people}`));
/** What Ben's device was shown, once the last of it was said. */
const shown = (last: string) =>
  eventually(() => {
    const bodies = phone.received.map(({ shown: { body } }) => body as string);
    expect(bodies.at(-1)).toMatch(new RegExp(`^(ana: )?${last}$`));
    return bodies;
  }, WITHIN);

describe('the level of all conversations', () => {
  it('is everything until somebody chooses, and of known levels', async () => {
    expect(await chosen()).toBe('all');

    await choose({ defaultLevel: 'mentions' }).expect(200);
    const { body } = await choose({ defaultLevel: 'loud' }).expect(400);

    expect(body.errors[0].pointer).toBe('/defaultLevel');
    expect(await chosen()).toBe('mentions');
  });

  it('decides what somebody is notified of where they chose nothing', async () => {
    await choose({ defaultLevel: 'mentions' }).expect(200);
    const id = await group();

    await app.say(ana, id, 'for the others');
    await app.say(ana, id, `@${ben.username} for you`);

    expect(await shown(`@${ben.username} for you`)).toHaveLength(1);
  });

  it('holds in direct conversations as well, and for those that began before', async () => {
    const [before, direct] = [await group(), await app.conversation(ana, ben)];
    await choose({ defaultLevel: 'none' }).expect(200);
    await app.say(ana, before, 'for nobody');
    await app.say(ana, direct, 'for nobody');

    await app.as(ben).post('/conversations/read').expect(204);
    await chooseIn(direct, 'all');
    await app.say(ana, direct, 'for you');

    expect(await shown('for you')).toHaveLength(1);
  });

  it('does not hold where something is chosen, and does again when that is taken back', async () => {
    await choose({ defaultLevel: 'none' }).expect(200);
    const id = await group();

    const loud = await chooseIn(id, 'all');
    await app.say(ana, id, 'heard');
    await shown('heard');
    const reset = await chooseIn(id, 'default');
    await app.say(ana, id, 'not heard');
    const again = await chooseIn(id, 'mentions');
    await app.say(ana, id, `@${ben.username} heard again`);
    await shown(`@${ben.username} heard again`);
    const empty = await chooseIn(id, null);

    expect([loud, reset, again, empty]).toEqual(['all', null, 'mentions', null]);
    expect(phone.received).toHaveLength(2);
  });

  it('decides what is mailed, too', async () => {
    await choose({ defaultLevel: 'mentions', mail: { after: 1 } }).expect(200);
    const id = await group();

    await app.say(ana, id, 'for the others');
    await app.say(ana, id, `@${ben.username} for you`);

    const { text, subject } = await mails.next(`${ben.username}@parley.example`);
    expect(subject).toContain('1 unread message');
    expect(text).toContain('for you');
    expect(text).not.toContain('for the others');
  });
});

describe('the other devices', () => {
  it('are told what one chose, on every node, and nobody else', async () => {
    const node = await AnotherNode.beside(app);
    try {
      const [here, there, ofAna] = [await app.socketOf(ben), await node.socketOf(ben), await app.socketOf(ana)];
      sockets.push(here, there, ofAna);

      await choose({ defaultLevel: 'mentions' }).expect(200);

      for (const socket of [here, there])
        expect((await socket.next('notifications.updated')).data).toMatchObject({
          defaultLevel: 'mentions',
          push: true,
        });
      expect(ofAna.of('notifications.updated')).toEqual([]);
    } finally {
      await Promise.all(sockets.splice(0).map((socket) => socket.close()));
      await node.stop();
    }
  });
});
