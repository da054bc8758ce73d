import { describe, expect, it } from '@jest/globals';
import { parseQuery } from './search-query.js';
import { JudgedText, matches } from './terms.js';

/** Whether a text is found by the words of a query. */
const finds = (query: string, text: string) =>
  parseQuery(query).terms.every((term) => matches(term, new JudgedText(text)) !== term.isExcluded);
const operators = (query: string) =>
  parseQuery(query).operators.map(({ operator, value, isExcluded }) => `${isExcluded ? '-' : ''}${operator}=${value}`);

describe('what is typed to search', () => {
  it.each([
    ['hous', 'The housing fits', true],
    ['ousing', 'The housing fits', false],
    ['servers', 'one server', true],
    ['сервера', 'два сервера, один сервер', true],
    ['ho', 'The housing fits', false],
    ['12', 'room 123', false],
    ['123', 'room 123', true],
    ['東京', '東京都に行く', true],
    ['京東', '東京都に行く', false],
    ['ประชุม', 'นัดประชุมพรุ่งนี้', true],
    ['회의', '회의는 내일', true],
    ['اجتماع', 'والاجتماع غدا', true],
    ['foo_bar', 'call foo_bar()', true],
    ['foo_bar', 'call foo bar', false],
    ['bar', 'call fooBar()', true],
    ['foobar', 'call fooBar()', true],
    ['v2.3.1', 'with v2.3.1 it works', true],
    ['2.3', 'with v2.3.1 it works', true],
    ['v2.3.1', 'with v2.3.2 it works', false],
    ['#123', 'see #123', true],
    ['#123', 'see 123', false],
    ['c++', 'in C++ or C', true],
    ['c++', 'in C or C#', false],
    ['https://parley.example/a?b=c', 'look: https://parley.example/a?b=c.', true],
    ['https://parley.example/a?b=d', 'look: https://parley.example/a?b=c.', false],
    ['ana@parley.example', 'write to Ana@Parley.example', true],
    ["don't", 'I don’t know', true],
    ['👍', 'fine 👍🏾', true],
    ['"one housing"', 'One  housing, not three', true],
    ['"housing one"', 'One housing, not three', false],
    ['"one hous"', 'One housing, not three', false],
    ['„one housing“', 'One housing', true],
    ['“one housing”', 'One housing', true],
    ['housing -three', 'One housing, not three', false],
    ['housing -four', 'One housing, not three', true],
    ['-"not three"', 'One housing, not three', false],
    ['housing?!', 'One housing', true],
  ])('%s finds in “%s”: %s', (query, text, expected) => {
    expect(finds(query, text)).toBe(expected);
  });

  it('has operators with words and phrases behind them, in any case, excluded or not', () => {
    expect(operators('from:ana -in:"Riverside pilot" Has:image before:2027-01-31 is:unread')).toEqual([
      'from=ana',
      '-in=Riverside pilot',
      'has=image',
      'before=2027-01-31',
      'is=unread',
    ]);
  });

  it('takes an operator that nobody knows for a word', () => {
    const { terms, operators: none } = parseQuery('note:this https://x');

    expect([terms.map(({ typed }) => typed), none]).toEqual([['note:this', 'https://x'], []]);
  });

  it('says which operator has no value yet', () => {
    expect(operators('from: "')).toEqual(['from=']);
  });

  it.each(['', '   ', '?!', '%_\\\'"*&|!()', '- -- ""', '“”'])('is nothing when it is %j', (query) => {
    expect(parseQuery(query)).toEqual({ terms: [], operators: [] });
  });

  // Were anything looked at again for each sign, it would not end in time.
  it.each([
    ['a:', [1, 0]],
    ['"', [0, 0]],
    ['-', [0, 0]],
    ["'", [0, 0]],
    ['from:"', [0, 5_000]],
    ['x ', [30_000, 0]],
  ])('of sixty thousand characters is read in one go: %s', (part, [terms, operators]) => {
    const read = parseQuery(part.repeat(60_000 / part.length));

    expect([read.terms.length, read.operators.length]).toEqual([terms, operators]);
  });
});
