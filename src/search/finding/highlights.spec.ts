import { describe, expect, it } from '@jest/globals';
import { parseQuery } from '../query/search-query.js';
import { highlightsIn } from './highlights.js';

/** What of a text is marked, cut out as a client would. */
const marked = (query: string, text: string) => {
  const letters = Array.from(text);
  return highlightsIn(text, parseQuery(query).terms).map(([start, length]) =>
    letters.slice(start, start + length).join(''),
  );
};

describe('what is marked', () => {
  it.each([
    ['whole words', 'hous', 'The housing, a house', ['housing', 'house']],
    ['words behind emoji, counted as people count', 'housing', '🔧👍🏽 housing 🔧 housing', ['housing', 'housing']],
    ['each word of several', 'one fits', 'One housing fits', ['One', 'fits']],
    ['a phrase as one', '"one housing"', 'One, housing fits', ['One, housing']],
    ['what stands with its punctuation', 'foo_bar', 'foo_bar and foo and bar', ['foo_bar']],
    ['an address', 'ana@parley.example', 'Write to Ana@Parley.example!', ['Ana@Parley.example']],
    ['a run without spaces', '東京', '私は東京都に行く', ['東京']],
    ['an emoji in any colour', '👍', 'fine 👍🏾', ['👍🏾']],
    ['a transcribed word', 'mueller', 'Herr Müller', ['Müller']],
    ['the whole of a word in humps', 'bar', 'call fooBar()', ['fooBar']],
    ['nothing of what must not be there', 'housing -fits', 'One housing fits', ['housing']],
    ['nothing where nothing is', 'valve', 'One housing fits', []],
  ])('is %s', (_, query, text, expected) => {
    expect(marked(query, text)).toEqual(expected);
  });

  it('is one stretch where two words overlap', () => {
    expect(highlightsIn('foo_bar', parseQuery('foo_bar foo').terms)).toEqual([[0, 7]]);
  });

  it('is at most a hundred', () => {
    expect(highlightsIn('word '.repeat(4_000), parseQuery('word').terms)).toHaveLength(100);
  });
});
