import { describe, expect, it } from 'vitest';
import { isSearchable, pendingIn, queryOf, searchOf, takeComplete, withChip, writtenChip } from './search-terms';

const chip = (operator: 'from' | 'in' | 'has', value: string, isExcluded = false) => ({ operator, value, isExcluded });

describe('a search of an address', () => {
  it('has its operators apart from its words', () => {
    expect(searchOf('housing from:ana draft has:image')).toEqual({
      chips: [chip('from', 'ana'), chip('has', 'image')],
      text: 'housing draft ',
    });
  });

  it('knows values of several words, quotes of other languages, capitals and what must not be', () => {
    expect(searchOf('-From:“Ana Berg”').chips).toEqual([chip('from', 'Ana Berg', true)]);
  });

  it('takes nothing else for an operator: phrases, times, addresses and unknown names are words', () => {
    const typed = '"from:ana" 10:30 https://parley.example to:ana';

    expect(searchOf(typed)).toEqual({ chips: [], text: typed });
  });

  it('is asked as it was typed', () => {
    const query = '-from:"Ana Berg" in:pilot housing "exact words"';

    expect(queryOf(searchOf(query))).toBe(query);
  });
});

describe('what is being typed', () => {
  it('becomes a chip with the space behind it, and not before', () => {
    expect(takeComplete('housing from:an')).toEqual({ chips: [], text: 'housing from:an' });
    expect(takeComplete('housing from:an ')).toEqual({ chips: [chip('from', 'an')], text: 'housing ' });
  });

  it('becomes a chip with the second quote', () => {
    expect(takeComplete('from:"Ana B').chips).toEqual([]);
    expect(takeComplete('from:"Ana B"').chips).toEqual([chip('from', 'Ana B')]);
  });

  it('stays as it is where an operator has no value', () => {
    expect(takeComplete('from: ana').text).toBe('from: ana');
  });

  it('is not asked for before it is complete', () => {
    expect(queryOf({ chips: [chip('has', 'file')], text: 'housing from:an' })).toBe('has:file housing');
  });

  it('has an operator at its end that can be completed', () => {
    expect(pendingIn('a -from:"Ana B')).toEqual({ ...chip('from', 'Ana B', true), start: 2 });
    expect(pendingIn('from:')).toMatchObject({ operator: 'from', value: '' });
    expect(pendingIn('from:ana ')).toBeUndefined();
    expect(pendingIn('afrom:ana')).toBeUndefined();
  });
});

describe('a search', () => {
  it('needs a letter, a digit, an emoji or an operator', () => {
    expect(['', '  ', '?!', '""'].map(isSearchable)).toEqual([false, false, false, false]);
    expect(['é', '7', '🎉', 'has:file'].map(isSearchable)).toEqual([true, true, true, true]);
  });

  it('has the same operator once', () => {
    const search = { chips: [chip('from', 'ana'), chip('has', 'file')], text: '' };

    expect(withChip(search, chip('from', 'ana')).chips.map(writtenChip)).toEqual(['has:file', 'from:ana']);
  });
});
