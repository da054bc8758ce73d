import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let group: string;

beforeAll(async () => {
  app = await TestApp.start();
  const [first, ...others] = await app.people('ana', 'bjoern', 'bjork.l', 'carl');
  ana = first;
  await app.people('bjarne');
  group = await app.conversation(ana, ...others);
});
afterAll(() => app.stop());

const found = async (search: string, query = '') => {
  const path = `/conversations/${group}/members?search=${encodeURIComponent(search)}${query}`;
  const { body } = await app.as(ana).get(path).expect(200);
  const names = body.items.map(({ user }: { user: { username: string } }) => user.username);
  return { names, next: body.nextCursor as string | null };
};

describe('a search among the members of a group', () => {
  it('finds them by every word of it, in any case and without accents, and nobody who is not in it', async () => {
    expect((await found('BJ')).names).toEqual(['bjoern', 'bjork.l']);
    expect((await found('l bjork')).names).toEqual(['bjork.l']);
    expect((await found('bjarne')).names).toEqual([]);
  });

  it('finds everybody without a word, and nobody for signs alone', async () => {
    expect((await found(' ')).names).toHaveLength(4);
    expect((await found('%_')).names).toEqual([]);
  });

  it('comes in pages that miss none', async () => {
    const first = await found('bj', '&limit=1');
    const second = await found('bj', `&limit=1&cursor=${first.next}`);

    expect([first.names, second.names, second.next]).toEqual([['bjoern'], ['bjork.l'], null]);
  });

  it('is not for strangers, and has a length', async () => {
    const eve = await app.person('eve');
    await app.as(eve).get(`/conversations/${group}/members?search=a`).expect(404);
    const { body } = await app
      .as(ana)
      .get(`/conversations/${group}/members?search=${'x'.repeat(101)}`)
      .expect(400);

    expect(body.errors[0].pointer).toBe('/search');
  });
});
