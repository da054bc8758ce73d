import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NotificationFollower } from '../../src/notifications/deciding/notification-follower.js';
import { eventually } from '../support/eventually.js';
import { PushService } from '../support/push-service.js';
import { type Person, TestApp } from '../support/test-app.js';

let service: PushService;
let app: TestApp;
let ana: Person;
let people = 0;

const WITHIN = 15_000;

beforeAll(async () => {
  service = await PushService.start();
  app = await TestApp.start({ pushHosts: [service.host] });
  app.nest.get(NotificationFollower).heldMs = 200;
  ana = await app.person('ana');
  // What was said before a server of this version began to follow is not made up for.
  await eventually(async () => {
    expect(await app.database.query(`select 1 from outbox_cursors where name = 'notifications'`)).toHaveLength(1);
  });
});
afterAll(async () => {
  await app.stop();
  await service.stop();
});

const somebody = () => app.person(`ben${++people}`);
async function withDevice(person: Person) {
  const device = service.device();
  await app.as(person).post('/push/subscriptions', device.subscription).expect(201);
  return device;
}
const traceOf = async (id: string, seq: number, as = ana) =>
  (await app.as(as).get(`/conversations/${id}/messages/${seq}/notifications`).expect(200)).body;
/** What the author is told of one recipient, once it is as expected. */
const told = (id: string, seq: number, expected: object[]) =>
  eventually(async () => {
    const { items } = await traceOf(id, seq);
    expect(items.map(({ user, at, ...rest }: { user: object; at: string }) => (user && at ? rest : {}))).toMatchObject(
      expected,
    );
  }, WITHIN);

describe('the author of a message', () => {
  it('sees that it was sent to a device, and what the push service answered', async () => {
    const ben = await somebody();
    await withDevice(ben);
    const id = await app.conversation(ana, ben);

    const { seq } = await app.say(ana, id, 'hello');

    await told(id, seq, [{ channel: 'push', state: 'sent', reason: null, answer: 201 }]);
    expect((await traceOf(id, seq)).counts).toEqual({ recipients: 1, sent: 1, failed: 0 });
  });

  it('sees that a push service refused it', async () => {
    const ben = await somebody();
    (await withDevice(ben)).answers.push({ status: 403 });
    const id = await app.conversation(ana, ben);

    const { seq } = await app.say(ana, id, 'hello');

    await told(id, seq, [{ channel: 'push', state: 'failed', answer: 403 }]);
    expect((await traceOf(id, seq)).counts).toEqual({ recipients: 1, sent: 0, failed: 1 });
  });

  it('sees that somebody has no device', async () => {
    const ben = await somebody();
    const id = await app.conversation(ana, ben);

    const { seq } = await app.say(ana, id, 'hello');

    await told(id, seq, [{ channel: 'none', state: 'skipped', reason: 'not_reachable' }]);
  });

  it.each([
    ['a pause', { pausedUntil: new Date(Date.now() + 3_600_000).toISOString() }],
    ['a switch', { push: false }],
  ])('cannot tell %s of somebody from anything else that they chose', async (_what, choice) => {
    const ben = await somebody();
    await withDevice(ben);
    await app.as(ben).patch('/users/me/notifications', choice).expect(200);
    const id = await app.conversation(ana, ben);

    const { seq } = await app.say(ana, id, 'hello');

    await told(id, seq, [{ channel: 'none', state: 'skipped', reason: 'not_wanted', answer: null }]);
  });

  it('is told who had read it before where both show that, and not else', async () => {
    const [open, shy] = [await somebody(), await somebody()];
    for (const person of [open, shy]) await withDevice(person);
    await app.as(shy).patch('/users/me', { readReceipts: false }).expect(200);
    app.nest.get(NotificationFollower).heldMs = 1_500;
    const id = await app.conversation(ana, open, shy);

    const { seq } = await app.say(ana, id, 'hello');
    for (const person of [open, shy]) await app.as(person).post('/conversations/read').expect(204);
    app.nest.get(NotificationFollower).heldMs = 200;

    await eventually(async () => {
      const { items } = await traceOf(id, seq);
      const reasons = items.map(({ user, reason }: { user: { id: string }; reason: string }) => [user.id, reason]);
      expect(Object.fromEntries(reasons)[open.id]).toBe('read');
      expect(Object.fromEntries(reasons)[shy.id]).not.toBe('read');
    }, WITHIN);
  });

  it('alone sees it: others do not, nor whoever is not there', async () => {
    const [ben, eve] = [await somebody(), await somebody()];
    const id = await app.conversation(ana, ben);
    const { seq } = await app.say(ana, id, 'hello');
    const path = `/conversations/${id}/messages/${seq}/notifications`;

    await app.as(ben).get(path).expect(403);
    await app.as(eve).get(path).expect(404);
  });
});

describe('somebody who helps others', () => {
  it('sees which devices of somebody are notified, what was tried, and nothing of what it was about', async () => {
    const ben = await somebody();
    await withDevice(ben);
    const id = await app.conversation(ana, ben);
    const { seq } = await app.say(ana, id, 'secret');
    await told(id, seq, [{ state: 'sent' }]);

    const { body } = await app.as(app.root).get(`/admin/users/${ben.id}/notifications`).expect(200);

    expect(body).toMatchObject({
      push: true,
      mail: { after: null, digest: 'none' },
      devices: [{ service: '127.0.0.1', answer: 201 }],
      deliveries: [{ channel: 'push', state: 'sent', answer: 201, attempts: 1 }],
    });
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`secret|${id}|${ana.id}`));
  });

  it('sees it of those they may act on alone', async () => {
    const staff = await app.person(`staff${++people}`, { isStaff: true });

    await app.as(staff).get(`/admin/users/${app.root.id}/notifications`).expect(403);
    await app.as(ana).get(`/admin/users/${staff.id}/notifications`).expect(403);
  });
});
