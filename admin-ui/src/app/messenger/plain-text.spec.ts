import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text';

describe('a message on one line', () => {
  it('has no marks of emphasis, code, links and lists', () => {
    expect(plainText('**Two** dealers _asked_ whether *spring* means `March`.')).toBe(
      'Two dealers asked whether spring means March.',
    );
    expect(plainText('# Plan\n\n- [quote](https://parley.example)\n- ~~late~~')).toBe('Plan quote late');
  });

  it('has the words of a table without its lines', () => {
    expect(plainText('Costs:\n\n| | Plan | Now |\n|---|---:|:-:|\n| Housings | 7 350 | **2 450** |')).toBe(
      'Costs: Plan, Now Housings, 7 350, 2 450',
    );
    expect(plainText('a | b, and a rule\n\n---\n\nbelow')).toBe('a | b, and a rule --- below');
  });

  it('keeps stars and underscores that are no emphasis', () => {
    expect(plainText('2 * 3 * 4 in file_name_two')).toBe('2 * 3 * 4 in file_name_two');
  });
});
