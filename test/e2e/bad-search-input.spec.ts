import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { indexed, searched } from '../support/searching.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ben: Person;

beforeAll(async () => {
  app = await TestApp.start();
  ben = await app.person('ben');
});
afterAll(() => app.stop());

const refused = async (person: Person, parameters: Record<string, string>) => {
  const { status, body } = await app.as(person).get(`/messages/search?${new URLSearchParams(parameters)}`);
  return [status, body.code, ...(body.errors ?? []).map(({ pointer }: { pointer: string }) => pointer)];
};

describe('what is asked wrongly', () => {
  it.each(['', '  ', '?!', '%_\\\'"*&|!()', '- "" –'])('is refused where it has no word: %j', async (q) => {
    expect(await refused(ben, { q })).toEqual([400, 'nothing_to_search_for', '/q']);
  });

  it.each([
    ['a query of 10,000 characters', { q: 'x'.repeat(10_000) }, 'validation_failed', '/q'],
    ['more words than anybody means', { q: 'word '.repeat(33) }, 'search_too_long', '/q'],
    ['a very long phrase in Chinese', { q: '東'.repeat(500) }, 'search_too_long', '/q'],
    ['what no file is', { q: 'x', has: 'patience' }, 'validation_failed', '/has'],
    ['an order that there is not', { q: 'x', sort: 'worst' }, 'validation_failed', '/sort'],
    ['a cursor of something else', { q: 'x', cursor: 'WyJhIl0' }, 'validation_failed', '/cursor'],
    ['an empty parameter', { q: 'x', from: '' }, 'validation_failed', '/from'],
    ['NUL', { q: 'x\0y' }, 'invalid_text', '/q'],
  ])('is refused: %s', async (_, parameters, code, pointer) => {
    expect(await refused(ben, parameters as Record<string, string>)).toEqual([400, code, pointer]);
  });

  it.each([
    "it's",
    "'",
    "a'b\\c",
    'foo & bar',
    'foo | !bar:*',
    'a<->b',
    '(((',
    ':*',
    '\\',
    "x' or 1=1 --",
    '"',
    'from:"',
    '-',
    'https://x.example/%00?a=b',
    '\u202e\u200f',
    '🇩',
    '@',
    '@sabc',
  ])('gets an honest answer: %s', async (q) => {
    const [status] = await refused(ben, { q });

    expect([200, 400]).toContain(status);
  });

  it('as an operator with odd letters finds nothing, and is explained', async () => {
    for (const value of ["'%_\\", '*', '()', '"%"', '🇩🇪', 'x'.repeat(300)]) {
      const { items, interpreted } = await searched(app, ben, `canoe from:${value}`);
      expect({ value, items, problem: interpreted[0].problem }).toEqual({ value, items: [], problem: 'nobody' });
    }
  });
});

describe('how often somebody searches', () => {
  it('has a limit of its own', async () => {
    const limited = await TestApp.start({ rateLimits: true });
    try {
      const answers = [];
      for (let n = 0; n < 40; n++) answers.push((await limited.as(limited.root).get('/messages/search?q=x')).status);

      expect(answers.slice(0, 30)).toEqual(Array(30).fill(200));
      expect(answers).toContain(429);
      await limited.as(limited.root).get('/users/me').expect(200);
    } finally {
      await limited.stop();
    }
  }, 30_000);
});

describe('a search through the longest messages', () => {
  it('lets the server answer others all the while', async () => {
    const reader = await app.person('reader');
    const id = await app.conversation(ben, reader);
    const text = 'Größe fooBar 1.2.3, '.repeat(1_000).trim();
    for (let n = 0; n < 100; n++) await app.say(ben, id, text);
    await indexed(app);

    let longest = 0;
    let last = performance.now();
    const others = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const begun = performance.now();
    const { items } = await searched(app, reader, { q: '"1.2.3 foobar"', limit: '200' });
    const took = performance.now() - begun;
    clearInterval(others);

    expect(items).toEqual([]);
    expect(longest).toBeLessThan(took / 3);
  });
});
