import { describe, expect, it } from 'vitest';
import { typedWord } from './completion-source';

const PEOPLE = { sign: '@', word: /^[\p{L}\p{N}._-]{0,40}$/u } as const;
const EMOJI = { sign: ':', word: /^[\p{L}\p{N}_+-]{2,40}$/u } as const;

describe('a word that can be completed', () => {
  it.each([
    ['@', ''],
    ['Hello @an', 'an'],
    ['(@tomás', 'tomás'],
    ['one\n@ana.b', 'ana.b'],
    ['`code` @an', 'an'],
    ['```\ncode\n```\n@an', 'an'],
  ])('is a name behind an @: %j', (text, term) => expect(typedWord(text, PEOPLE)?.term).toBe(term));

  it.each(['ana@parley', 'https://a.example/@an', '@ana ', '@ana, and', '`@an', '```\n@an', 'Hello'])(
    'is no name in %j',
    (text) => expect(typedWord(text, PEOPLE)).toBeUndefined(),
  );

  it.each([
    [':sm', 'sm'],
    ['ok :daumen', 'daumen'],
    [':thumbs_up', 'thumbs_up'],
  ])('is an emoji behind a colon: %j', (text, term) => expect(typedWord(text, EMOJI)?.term).toBe(term));

  it.each([':s', '10:30', 'http://', ':)', 'note: on', '::on', '`:sm'])('is no emoji in %j', (text) =>
    expect(typedWord(text, EMOJI)).toBeUndefined(),
  );
});
