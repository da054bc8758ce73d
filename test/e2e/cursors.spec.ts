import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an item of any list
type Item = any;

/** A list of at least five, how one of its items is told, and how it goes away. */
interface List {
  readonly path: string;
  readonly person: Person;
  readonly key: (item: Item) => string;
  readonly remove: (item: Item) => PromiseLike<unknown>;
}

async function listsOf(ana: Person, others: readonly Person[]): Promise<Record<string, List>> {
  const [ben] = others;
  if (!ben) throw new Error('There are others.');
  const api = app.as(ana);
  const direct = await app.conversation(ana, ben);
  const group = await app.conversation(ana, ...others);
  for (let n = 1; n <= 6; n++) {
    const other = await app.conversation(ana, ...others);
    await api.put(`/conversations/${other}/draft`, { body: `draft ${n}` });
    await app.say(ana, direct, `mine ${n}`, { subject: `Subject ${n}` });
    await app.say(ben, direct, `theirs ${n}`);
  }
  for (let n = 1; n <= 6; n++) {
    const gone = await app.say(ben, group, `gone ${n}`);
    await api.delete(`/conversations/${group}/messages/${gone.seq}`).expect(204);
  }
  const asked = await app.say(ana, group, 'Who has it?');
  const bySeq = (item: Item) => `${item.conversationId}/${item.seq}`;
  const removeMember = (item: Item) => api.delete(`/conversations/${group}/members/${item.user.id}`).expect(204);
  return {
    subjects: {
      path: `/conversations/${direct}/subjects?`,
      person: ana,
      key: (item: Item) => item.id,
      remove: async (item: Item) => {
        const { body } = await api.get(`/conversations/${direct}/messages?subject=${encodeURIComponent(item.title)}`);
        await api.delete(`/conversations/${direct}/messages/${body.items[0].seq}?for=everyone`).expect(204);
      },
    },
    conversations: {
      path: '/conversations?filter=active',
      person: ana,
      key: (item: Item) => item.id,
      remove: (item: Item) => api.patch(`/conversations/${item.id}/me`, { archived: true }).expect(200),
    },
    inbox: {
      path: '/messages/inbox?',
      person: ana,
      key: bySeq,
      remove: (item: Item) => api.delete(`/conversations/${item.conversationId}/messages/${item.seq}`).expect(204),
    },
    sent: {
      path: '/messages/sent?',
      person: ana,
      key: bySeq,
      remove: (item: Item) => api.delete(`/conversations/${item.conversationId}/messages/${item.seq}`).expect(204),
    },
    trash: {
      path: '/messages/trash?',
      person: ana,
      key: bySeq,
      remove: (item: Item) =>
        api.post(`/conversations/${item.conversationId}/messages/${item.seq}/restore`).expect(200),
    },
    receipts: {
      path: `/conversations/${group}/messages/${asked.seq}/receipts?`,
      person: ana,
      key: (item: Item) => item.user.id,
      remove: removeMember,
    },
    members: {
      path: `/conversations/${group}/members?`,
      person: ana,
      key: (item: Item) => item.user.id,
      remove: removeMember,
    },
    drafts: {
      path: '/drafts?',
      person: ana,
      key: (item: Item) => item.conversation.id,
      remove: (item: Item) => api.delete(`/conversations/${item.conversation.id}/draft`).expect(204),
    },
    people: {
      path: '/users?',
      person: ana,
      key: (item: Item) => item.id,
      remove: (item: Item) =>
        item.id === app.root.id || item.id === ana.id
          ? Promise.resolve()
          : app.as(app.root).patch(`/admin/users/${item.id}`, { isActive: false }).expect(200),
    },
  };
}

describe('the cursor of a page', () => {
  it('leads on when what it points to is gone, in every list', async () => {
    const ana = await app.person('ana');
    const others = await app.people('ben', 'cem', 'dora', 'emil', 'fay', 'gus');

    for (const [name, { path, person, key, remove }] of Object.entries(await listsOf(ana, others))) {
      const read = async (more: string) => (await app.as(person).get(`${path}&${more}`).expect(200)).body;
      const whole = ((await read('limit=200')).items as Item[]).map(key);
      const first = await read('limit=2');
      await remove(first.items[1]);
      const rest = await read(`limit=200&cursor=${first.nextCursor}`);

      expect([name, whole.length >= 5]).toEqual([name, true]);
      expect([name, rest.items.map(key)]).toEqual([name, whole.slice(2)]);
    }
  });
});
