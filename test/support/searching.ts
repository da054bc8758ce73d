import { expect } from '@jest/globals';
import { eventually } from './eventually.js';
import type { Answer } from './caller.js';
import type { Person, TestApp } from './test-app.js';

/** What is found for somebody, by an operator's query or by parameters. */
export async function searched(
  app: TestApp,
  person: Person,
  query: string | Record<string, string>,
): Promise<Answer['body']> {
  const parameters = new URLSearchParams(typeof query === 'string' ? { q: query } : query);
  return (await app.as(person).get(`/messages/search?${parameters}`).expect(200)).body;
}

/** The texts of it, in their order. */
export async function textsFound(
  app: TestApp,
  person: Person,
  query: string | Record<string, string>,
): Promise<string[]> {
  const { items } = await searched(app, person, query);
  return items.map(({ message }: { message: { body: string } }) => message.body);
}

/** Resolves when everything that was said can be found. */
export function indexed({ database }: Pick<TestApp, 'database'>): Promise<void> {
  return eventually(async () => {
    const behind = await database.query(
      `select c.id from conversations c left join search_tails t on t.conversation_id = c.id
       where c.deleted_at is null and (coalesce(t.behind, true) or c.last_rev > t.indexed_rev)`,
    );
    expect(behind).toEqual([]);
  }, 20_000);
}
