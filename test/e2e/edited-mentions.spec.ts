import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NotificationFollower } from '../../src/notifications/deciding/notification-follower.js';
import { MailPerson } from '../../src/notifications/mail/mail-person.js';
import { eventually } from '../support/eventually.js';
import { MailServer } from '../support/mail-server.js';
import { type Device, PushService } from '../support/push-service.js';
import { type Person, TestApp } from '../support/test-app.js';

let service: PushService;
let mails: MailServer;
let app: TestApp;
let ana: Person;
let ben: Person;
let phone: Device;
let id: string;
let people = 0;

const WITHIN = 15_000;

beforeAll(async () => {
  service = await PushService.start();
  mails = await MailServer.start();
  app = await TestApp.start({ pushHosts: [service.host], smtpUrl: mails.url, publicUrl: 'https://parley.example' });
  app.nest.get(MailPerson).minuteMs = 40;
  ana = await app.person('ana');
  await eventually(async () => {
    expect(await app.database.query(`select 1 from outbox_cursors where name = 'notifications'`)).toHaveLength(1);
  });
});
/** Ben has a device and hears of mentions alone in a group of Ana's. */
beforeEach(async () => {
  app.nest.get(NotificationFollower).heldMs = 200;
  ben = await app.person(`ben${++people}`);
  phone = service.device();
  await app.as(ben).post('/push/subscriptions', phone.subscription).expect(201);
  id = await app.conversation(ana, ben, await app.person(`eve${people}`));
  await app.as(ben).patch(`/conversations/${id}/me`, { notify: 'mentions' }).expect(200);
});
afterAll(async () => {
  await app.stop();
  await service.stop();
  await mails.stop();
});

const edit = (seq: number, body: string) =>
  app.as(ana).patch(`/conversations/${id}/messages/${seq}`, { body }).expect(200);
const unread = async () => (await app.as(ben).get(`/conversations/${id}`).expect(200)).body.unreadMentions;
/** Once it was decided for Ben up to this rev. */
const decided = (rev: number) =>
  eventually(async () => {
    const [mark] = await app.database.query<{ mentions_rev: string }>(
      'select mentions_rev from notification_marks where user_id = $1 and conversation_id = $2',
      [ben.id, id],
    );
    expect(Number(mark?.mentions_rev)).toBeGreaterThanOrEqual(rev);
  }, WITHIN);
const shown = (count = 1) =>
  eventually(() => {
    expect(phone.received).toHaveLength(count);
    return phone.received.map((push) => push.shown.body as string);
  }, WITHIN);
/** A message that was decided about before it is edited: Ben did not want to hear of it. */
async function passedOver(body = 'Look at gauge 4'): Promise<number> {
  const { seq, rev } = await app.say(ana, id, body);
  await decided(rev);
  return seq;
}

describe('a mention that an edit adds', () => {
  it('notifies whom it mentions', async () => {
    const seq = await passedOver();

    await edit(seq, `Look at gauge 4, @${ben.username}`);

    expect(await shown()).toEqual([`ana: Look at gauge 4, @${ben.username}`]);
    expect(await unread()).toBe(1);
  });

  it.each([
    ['everyone', () => Promise.resolve('@everyone')],
    [
      'a team',
      async () => {
        const key = `crew-${people}`;
        await app
          .as(app.root)
          .post('/admin/teams', { key, name: key, userIds: [ben.id] })
          .expect(201);
        return `@${key}`;
      },
    ],
  ])('notifies of %s as well', async (_what, name) => {
    const called = await name();
    const seq = await passedOver();

    await edit(seq, `Look at gauge 4, ${called}`);

    expect(await shown()).toEqual([`ana: Look at gauge 4, ${called}`]);
  });

  it('notifies of a message that was told of before without it', async () => {
    await app.as(ben).patch(`/conversations/${id}/me`, { notify: 'all' }).expect(200);
    const { seq } = await app.say(ana, id, 'Look at gauge 4');
    await shown();

    await edit(seq, `Look at gauge 4, @${ben.username}`);

    expect((await shown(2)).at(-1)).toBe(`ana: Look at gauge 4, @${ben.username}`);
  });

  it('notifies once, however often the message is edited', async () => {
    const seq = await passedOver();
    await edit(seq, `Look at gauge 4, @${ben.username}`);
    await shown();

    const { rev } = (await edit(seq, `Look at gauge 5, @${ben.username}`)).body;
    await app.say(ana, id, `And at 6, @${ben.username}`);

    expect((await shown(2)).at(-1)).toBe(`ana: And at 6, @${ben.username}`);
    await decided(rev);
    expect(phone.received).toHaveLength(2);
  });

  it('notifies once where it is edited again before that was decided', async () => {
    const seq = await passedOver();
    app.nest.get(NotificationFollower).heldMs = 1_000;

    await edit(seq, `Look at gauge 4, @${ben.username}`);
    const { rev } = (await edit(seq, `Look at gauge 5, @${ben.username}`)).body;
    await decided(rev);

    expect(await shown()).toEqual([`ana: Look at gauge 5, @${ben.username}`]);
  });

  it('notifies nobody who has read the message, nor of what is edited without one', async () => {
    const seq = await passedOver();
    await app.as(ben).put(`/conversations/${id}/read`, { seq }).expect(204);
    const other = await passedOver('And at gauge 5');

    await edit(seq, `Look at gauge 4, @${ben.username}`);
    await edit(other, 'And at gauge 6');
    await app.say(ana, id, `@${ben.username} now`);

    expect(await shown()).toEqual([`ana: @${ben.username} now`]);
  });

  it('is mailed where one wants that, once', async () => {
    await app
      .as(ben)
      .patch('/users/me/notifications', { push: false, mail: { after: 1 } })
      .expect(200);
    const address = `${ben.username}@parley.example`;
    const seq = await passedOver('Look at gauge 4');
    await app.say(ana, id, `@${ben.username} first`);
    await mails.next(address);

    await edit(seq, `Look at gauge 4, @${ben.username}`);
    const second = await mails.next(address, 2);
    await edit(seq, `Look at gauge 5, @${ben.username}`);
    await app.say(ana, id, `@${ben.username} last`);
    const third = await mails.next(address, 3);

    expect(second.text).toContain('Look at gauge 4');
    expect(third.text).toContain('last');
    expect(third.text).not.toContain('gauge 5');
  });

  it('stands in what became of the message', async () => {
    const seq = await passedOver();
    const trace = async () => {
      const { body } = await app.as(ana).get(`/conversations/${id}/messages/${seq}/notifications`).expect(200);
      return body.items
        .filter(({ user }: { user: { id: string } }) => user.id === ben.id)
        .map(({ state, reason }: { state: string; reason: string | null }) => [state, reason]);
    };
    await app.database.query(
      `update messages set created_at = created_at - interval '1 minute' where conversation_id = $1`,
      [id],
    );
    const before = await trace();

    await edit(seq, `Look at gauge 4, @${ben.username}`);
    await shown();

    expect(before).toEqual([['skipped', 'not_wanted']]);
    await eventually(async () => expect(await trace()).toEqual([['sent', null]]), WITHIN);
  });
});

describe('a mention that an edit takes away', () => {
  it('is no unread mention any more, and nobody is notified of it', async () => {
    app.nest.get(NotificationFollower).heldMs = 1_000;
    const { seq } = await app.say(ana, id, `Look at gauge 4, @${ben.username}`);
    const before = await unread();

    const { rev } = (await edit(seq, 'Look at gauge 4')).body;
    await decided(rev);
    await app.say(ana, id, `@${ben.username} now`);

    expect([before, await shown()]).toEqual([1, [`ana: @${ben.username} now`]]);
    expect(await unread()).toBe(1);
  });
});
