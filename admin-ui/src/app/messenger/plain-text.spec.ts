import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text';

describe('a message on one line', () => {
  it('has no marks of emphasis, code, links and lists', () => {
    expect(plainText('**Two** dealers _asked_ whether *spring* means `March`.')).toBe(
      'Two dealers asked whether spring means March.',
    );
    expect(plainText('# Plan\n\n- [quote](https://parley.example)\n- ~~late~~')).toBe('Plan quote late');
  });

  it('keeps stars and underscores that are no emphasis', () => {
    expect(plainText('2 * 3 * 4 in file_name_two')).toBe('2 * 3 * 4 in file_name_two');
  });
});
