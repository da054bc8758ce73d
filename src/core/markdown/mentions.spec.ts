import { describe, expect, it } from '@jest/globals';
import { mentionsInText } from './mention-names.js';
import { mentionsInMessage } from './mentions.js';

const named = (source: string) => mentionsInMessage(source).map(([longest]) => longest);

describe('a mention', () => {
  it.each([
    ['@ana.berg, look', ['ana.berg']],
    ['(@ana) and @ben!', ['ana', 'ben']],
    ['@Ana', ['ana']],
    ['**@ana** ~~@ben~~ _@eve_', ['ana', 'ben', 'eve']],
    ['- @ana\n- @ben', ['ana', 'ben']],
    ['@ana/@ben', ['ana', 'ben']],
    ['@everyone: lunch', ['everyone']],
    ['@hr, look', ['hr']],
    ['@ana @ana @ANA', ['ana']],
    ['こんにちは、@ana', ['ana']],
  ])('is a username behind an @: %s', (source, expected) => expect(named(source)).toEqual(expected));

  it.each([
    'write to ana@parley.example',
    'https://parley.example/@ana',
    '[@ana](https://parley.example)',
    '`@ana`',
    '```\n@ana\n```',
    '@angular/core',
    '@ana@parley.example',
    '\\@ana',
    '@',
    'a@ana',
    '@anaß',
    `@${'a'.repeat(33)}`,
  ])('is not meant by %s', (source) => expect(named(source)).toEqual([]));

  it('may end before the marks that end a sentence, and the longest name counts', () => {
    expect(mentionsInText('Ask @ana.-.')).toEqual([{ start: 4, candidates: ['ana.-.', 'ana.-', 'ana.', 'ana'] }]);
  });
});
