import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/core/database/unit-of-work.js';
import { SearchIndexRepository } from '../../src/search/index/search-index.repository.js';
import { indexed, searched } from '../support/searching.js';
import { type Person, TestApp } from '../support/test-app.js';

/** The same numbers at each run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const WORDS = [
  'valve',
  'valves',
  'housing',
  'house',
  'gauge',
  'flood',
  'pump',
  'north',
  'weir',
  'storm',
  'level',
  'red',
];
const SUBJECTS = ['Budget', 'Gauges', 'Storm report'];
const QUERIES = [
  ...WORDS,
  ...[
    'hous',
    'valv',
    'nor',
    'storm level',
    'pump weir',
    '"red valve"',
    '"north weir"',
    'flood -pump',
    '-level',
    'house -"red house"',
  ],
  ...[
    'from:ana',
    'from:ben storm',
    '-from:ana valve',
    'subject:budget',
    'subject:storm gauge',
    '-subject:gauges flood',
    'budget',
  ],
];

interface Seen {
  readonly key: string;
  readonly at: string;
  readonly conversationId: string;
  readonly seq: number;
  readonly words: string[];
  readonly subjectWords: string[];
  readonly sender: string;
}

let app: TestApp;
let people: readonly Person[];
let conversations: string[];
const random = randomNumbers(20_261_127);
const oneOf = <T>(values: readonly T[]) => values[random(values.length)] as T;

beforeAll(async () => {
  app = await TestApp.start();
  people = await app.people('ana', 'ben', 'eve');
  const [ana, ben, eve] = people as [Person, Person, Person];
  conversations = [
    await app.conversation(ana, ben, eve),
    await app.conversation(ana, ben),
    await app.conversation(ben, eve),
    await app.conversation(eve, ana, ben),
  ];
});
afterAll(() => app.stop());

const text = () => Array.from({ length: 1 + random(5) }, () => oneOf(WORDS)).join(' ');

/** Something that people do; what they may not do is refused, and nothing happens. */
async function doSomething(): Promise<void> {
  const person = oneOf(people);
  // Half of it in one group, so that its blocks fill up.
  const id = random(2) === 0 ? (conversations[0] as string) : oneOf(conversations);
  const me = app.as(person);
  const messages = `/conversations/${id}/messages`;
  const { body: conversation } = await me.get(`/conversations/${id}`);
  const seq = 1 + random(conversation.lastSeq ?? 1);
  switch (random(16)) {
    case 0:
      return void (await me.patch(`${messages}/${seq}`, { body: text() }));
    case 1:
      return void (await me.delete(`${messages}/${seq}?for=everyone`));
    case 2:
      return void (await me.delete(`${messages}/${seq}?for=me`));
    case 3:
      return void (await me.post(`${messages}/${seq}/restore`));
    case 4:
      return void (await me.put(`${messages}/${seq}/reactions/👍`));
    case 5: {
      if (random(4) > 0) return;
      const { body: subjects } = await me.get(`/conversations/${id}/subjects`);
      const subject = oneOf((subjects.items ?? []) as { id: string }[]);
      if (subject)
        await me.patch(`/conversations/${id}/subjects/${subject.id}`, { title: `${oneOf(SUBJECTS)} ${oneOf(WORDS)}` });
      return;
    }
    default: {
      const subject = random(4) === 0 ? { subject: oneOf(SUBJECTS) } : {};
      return void (await me.post(messages, { clientId: crypto.randomUUID(), body: text(), ...subject }));
    }
  }
}

/** Somebody goes, comes back, forgets what was said, or does not want to hear from somebody. */
async function changeWhoReads(): Promise<void> {
  const [ana, ben, eve] = people as [Person, Person, Person];
  const [group = ''] = conversations;
  await app.as(ana).delete(`/conversations/${group}/members/${eve.id}`).expect(204);
  await app.say(ana, group, 'valve storm house');
  await app.as(ana).patch(`/conversations/${group}`, { historyFromJoin: true }).expect(200);
  await app.as(ana).post(`/conversations/${group}/members`, { userIds: [eve.id] });
  await app.database.query(
    'update conversation_members set cleared_through_seq = 20 where conversation_id = $1 and user_id = $2',
    [conversations[1], ben.id],
  );
  await app.as(ben).put(`/users/${eve.id}/block`).expect(204);
  await app.say(eve, conversations[2] as string, 'storm red valve');
}

/** Everything that somebody sees, read as a client reads it. */
async function seenBy(person: Person): Promise<Seen[]> {
  const seen: Seen[] = [];
  const { body: list } = await app.as(person).get('/conversations?limit=200').expect(200);
  for (const { id } of list.items as { id: string }[]) {
    for (let after = 0; ;) {
      const { body } = await app.as(person).get(`/conversations/${id}/messages?after=${after}&limit=200`).expect(200);
      for (const { seq, kind, body: words, subject, sender, createdAt, deletedAt } of body.items) {
        if (kind !== 'user' || deletedAt !== null) continue;
        const subjectWords = (subject ?? '').toLowerCase().split(' ');
        const own = { key: `${id}/${seq}`, at: createdAt, conversationId: id, seq, sender: sender.username };
        seen.push({ ...own, words: words.split(' '), subjectWords });
      }
      if (!body.hasAfter) break;
      after = body.items.at(-1).seq;
    }
  }
  return seen.sort((a, b) =>
    a.at !== b.at
      ? a.at < b.at
        ? 1
        : -1
      : a.conversationId !== b.conversationId
        ? a.conversationId < b.conversationId
          ? 1
          : -1
        : b.seq - a.seq,
  );
}

/** The grammar once more, as simply as it can be said. */
function isFound(query: string, { words, subjectWords, sender }: Seen): boolean {
  const items = query.match(/-?(?:\w+:)?(?:"[^"]*"|\S+)/g) ?? [];
  return items.every((item) => {
    const isExcluded = item.startsWith('-');
    const [, operator = '', value = ''] = /^(?:(\w+):)?(.*)$/.exec(item.replace(/^-/, '')) ?? [];
    const root = (word: string) => (word.length > 5 && word.endsWith('s') ? word.slice(0, -1) : word);
    const begins = (among: string[], word: string) => among.some((one) => one.startsWith(root(word)));
    const phrase = value.startsWith('"') ? value.slice(1, -1) : undefined;
    const holds =
      operator === 'from'
        ? sender === value
        : operator === 'subject'
          ? begins(subjectWords, value)
          : phrase !== undefined
            ? [words, subjectWords].some((among) => ` ${among.join(' ')} `.includes(` ${phrase} `))
            : begins([...words, ...subjectWords], value);
    return holds !== isExcluded;
  });
}

/** All pages of what is found. */
async function foundBy(person: Person, query: string): Promise<string[]> {
  const keys: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await searched(app, person, { q: query, limit: '37', ...(cursor !== undefined && { cursor }) });
    keys.push(...page.items.map(({ message }: { message: Seen }) => `${message.conversationId}/${message.seq}`));
    if (page.corrections || page.nextCursor === null) return page.corrections ? [] : keys;
    cursor = page.nextCursor;
  }
}

async function compareAll(): Promise<void> {
  await indexed(app);
  for (const person of people) {
    const seen = await seenBy(person);
    for (const query of QUERIES) {
      const found = await foundBy(person, query);
      const scanned = seen.filter((message) => isFound(query, message)).map(({ key }) => key);
      expect({ query, by: person.username, found }).toEqual({ query, by: person.username, found: scanned });
    }
  }
}

describe('a search', () => {
  it('finds what a scan of all that somebody sees finds, in its order, whatever was done meanwhile', async () => {
    for (let n = 0; n < 500; n++) await doSomething();
    await compareAll();

    await changeWhoReads();
    for (let n = 0; n < 300; n++) await doSomething();
    await compareAll();

    // As after an hour without a word, and then somebody goes on.
    const later = new Date(Date.now() + 60_000);
    const rested = await app.nest.get(UnitOfWork).run((tx) => app.nest.get(SearchIndexRepository).rest(tx, later, 100));
    expect(rested).toBe(conversations.length);
    await compareAll();
    for (let n = 0; n < 200; n++) await doSomething();
    await compareAll();

    const blocks = await app.database.query<{ count: number }>('select count(*)::int as count from search_blocks');
    expect(blocks[0]?.count).toBeGreaterThan(1);
  }, 240_000);
});
