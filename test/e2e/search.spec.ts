import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { indexed, searched, textsFound } from '../support/searching.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let ben: Person;
let eve: Person;

beforeAll(async () => {
  app = await TestApp.start();
  ana = await app.person('ana.berg', { firstName: 'Ana', lastName: 'Berg' });
  ben = await app.person('ben', { firstName: 'Ben', lastName: 'Chmark' });
  eve = await app.person('eve');
});
afterAll(() => app.stop());

/** A conversation of these people, in which the first of them says this. */
const said = async (people: readonly [Person, ...Person[]], ...texts: string[]) => {
  const [speaker, ...others] = people;
  const id = await app.conversation(speaker, ...others);
  const messages = [];
  for (const text of texts) messages.push(await app.say(speaker, id, text));
  await indexed(app);
  return { id, messages, seqs: messages.map(({ seq }) => seq as number) };
};

describe('a search', () => {
  it('finds words, how they begin, in any case and without their accents, and marks them', async () => {
    const { id } = await said([ana, ben], 'The Müller valve 🔧 opens', 'Nothing of that');

    for (const query of ['müller', 'MULLER', 'mueller', 'valv', 'mull valve', '🔧']) {
      expect({ query, found: await textsFound(app, ben, query) }).toEqual({
        query,
        found: ['The Müller valve 🔧 opens'],
      });
    }
    const { items } = await searched(app, ben, 'opens müll');
    expect(items).toMatchObject([
      { message: { conversationId: id }, conversation: { id, kind: 'direct', other: { username: 'ana.berg' } } },
    ]);
    expect(items[0].highlights).toEqual([
      [4, 6],
      [19, 5],
    ]);
  });
});
