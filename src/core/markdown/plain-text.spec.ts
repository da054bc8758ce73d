import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { plainText } from './plain-text.js';

describe('a message on one line', () => {
  it.each([
    ['**Two** dealers _asked_ whether *spring* means `March`.', 'Two dealers asked whether spring means March.'],
    ['# Plan\n\n- [quote](https://parley.example)\n- ~~late~~', 'Plan quote late'],
    [
      'Costs:\n\n| | Plan | Now |\n|---|---:|:-:|\n| Housings | 7 350 | **2 450** |',
      'Costs: Plan, Now Housings, 7 350, 2 450',
    ],
    ['a | b, and a rule\n\n---\n\nbelow', 'a | b, and a rule --- below'],
    ['2. yes\n5. no', '2. yes 5. no'],
    ['> quoted\nreply', 'quoted reply'],
    ['```js\nlet a;\n```', 'let a;'],
    ['![cat](https://a.example/cat.png)', 'cat'],
  ])('has the words without their marks: %s', (source, words) => {
    expect(plainText(source)).toBe(words);
  });

  it.each(['#', '**', '____', '```', '```word', '---', 'f(*args, **kwargs)', 'a__b__c', '2 * 3 * 4 in file_name_two'])(
    'keeps what is no mark: %s',
    (source) => {
      expect(plainText(source)).toBe(source);
    },
  );

  it('is as long as is asked for, in whole characters', () => {
    expect(plainText('👩‍🚀'.repeat(200), 140)).toHaveLength([...'👩‍🚀'.repeat(200)].slice(0, 140).join('').length);
    expect(plainText('a'.repeat(20_000), 140)).toBe('a'.repeat(140));
  });

  it('has its marks where there are so many of them that a page of such texts would take long to read', () => {
    expect(plainText('**a** '.repeat(15), 140)).toBe('a '.repeat(15).trim());
    expect(plainText('**a** '.repeat(93), 140)).toBe('**a** '.repeat(93).slice(0, 140));
  });

  it('never says nothing of a text that shows something', () => {
    const marks = fc.stringMatching(/^[ \n*_~`[\]()<>|\\#\-.1a]{1,40}$/);
    fc.assert(
      fc.property(marks, (source) => {
        fc.pre(source.trim() !== '');
        expect(plainText(source)).not.toBe('');
      }),
    );
  });
});
