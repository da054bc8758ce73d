import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const somebody = (prefix = 'p') => app.person(`${prefix}.${randomUUID().slice(0, 8)}`);
const people = async (count: number) => {
  const all: Person[] = [];
  for (let n = 0; n < count; n++) all.push(await somebody());
  return all;
};
const pair = async () => (await people(2)) as [Person, Person];
const read = (person: Person, id: string, seq: number) =>
  app.as(person).put(`/conversations/${id}/read`, { seq }).expect(204);
const show = (person: Person, readReceipts: boolean) => app.as(person).patch('/users/me', { readReceipts }).expect(200);
const decide = (readReceipts: string) => app.as(app.root).patch('/admin/settings', { readReceipts }).expect(200);

/** How far one has read, as the other sees it in the list of members. */
async function positionOf(person: Person, viewer: Person, id: string): Promise<number | null> {
  const { body } = await app.as(viewer).get(`/conversations/${id}/members`).expect(200);
  return body.items.find(({ user }: { user: { id: string } }) => user.id === person.id).lastReadSeq;
}
const newestSent = async (person: Person) =>
  (await app.as(person).get('/messages/sent?limit=1').expect(200)).body.items[0];

describe('showing how far one has read', () => {
  it('is a choice: who hides it is not seen by others and does not see them, but sees themselves', async () => {
    const [ana, ben] = await pair();
    const id = await app.conversation(ana, ben);
    const { seq } = await app.say(ana, id, 'seen?');
    await app.say(ben, id, 'and mine?');
    await read(ben, id, seq);
    await read(ana, id, seq + 1);
    const seen = async () => ({
      anaSeesBen: await positionOf(ben, ana, id),
      benSeesAna: await positionOf(ana, ben, id),
      benSeesBen: await positionOf(ben, ben, id),
      anaCounts: (await newestSent(ana)).readBy,
      benCounts: (await newestSent(ben)).readBy,
    });
    const shown = await seen();

    expect((await show(ben, false)).body.readReceipts).toBe(false);
    const hidden = await seen();
    await show(ben, true);

    expect(shown).toEqual({ anaSeesBen: seq, benSeesAna: seq + 1, benSeesBen: seq, anaCounts: 1, benCounts: 1 });
    expect(hidden).toEqual({ anaSeesBen: null, benSeesAna: null, benSeesBen: seq, anaCounts: 0, benCounts: 0 });
    expect(await seen()).toEqual(shown);
  });

  it('changes nothing of what is unread for oneself', async () => {
    const [ana, ben] = await pair();
    const id = await app.conversation(ana, ben);
    await show(ben, false);
    const unread = async () => (await app.as(ben).get(`/conversations/${id}`).expect(200)).body.unreadCount;

    const { seq } = await app.say(ana, id, 'one');
    const before = await unread();
    await read(ben, id, seq);

    expect([before, await unread()]).toEqual([1, 0]);
  });

  it('is decided for all when the organisation says so, which is on record and told to clients', async () => {
    const [ana, ben] = await pair();
    const id = await app.conversation(ana, ben);
    const { seq } = await app.say(ana, id, 'seen?');
    await read(ben, id, seq);
    await show(ben, false);
    const announced = async () => (await app.anonymous().get('/meta').expect(200)).body.features.readReceipts;
    const seen = async () => [await positionOf(ben, ana, id), (await newestSent(ana)).readBy, await announced()];

    try {
      const byChoice = await seen();
      expect((await decide('on')).body.readReceipts).toBe('on');
      const always = await seen();
      await show(ben, true);
      await decide('off');
      const never = await seen();

      expect([byChoice, always, never]).toEqual([
        [null, 0, 'choice'],
        [seq, 1, 'on'],
        [null, 0, 'off'],
      ]);
    } finally {
      await decide('choice');
    }
    const record = await app.database.query<{ before: object; after: object }>(
      `select before, after from audit_log where target_id = 'readReceipts' order by at, id limit 2`,
    );
    expect(record).toEqual([
      { before: { readReceipts: 'choice' }, after: { readReceipts: 'on' } },
      { before: { readReceipts: 'on' }, after: { readReceipts: 'off' } },
    ]);
    await app.as(ana).patch('/admin/settings', { readReceipts: 'off' }).expect(403);
  });
});

describe('a list of what I sent', () => {
  it('does not count among the recipients who came later and does not see the message', async () => {
    const [ana, ben, late] = (await people(3)) as [Person, Person, Person];
    const id = await app.conversation(ana, ben, ben);
    await app.database.query('update conversations set history_from_join = true where id = $1', [id]);
    await app.say(ana, id, 'before');
    const before = await newestSent(ana);

    await app
      .as(ana)
      .post(`/conversations/${id}/members`, { userIds: [late.id] })
      .expect(204);
    const after = await newestSent(ana);
    await app.say(ana, id, 'after');

    expect([before, after].map(({ recipients, readBy }) => [recipients, readBy])).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect((await newestSent(ana)).recipients).toBe(2);
  });
});
