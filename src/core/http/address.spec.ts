import { describe, expect, it } from '@jest/globals';
import { siteOf, sourceOf } from './address.js';

describe('who counts as one at the other end', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['nonsense', 'nonsense'],
    [undefined, ''],
  ])('%s is %s', (ip, source) => {
    expect(sourceOf(ip)).toBe(source);
  });

  it('is a whole /48 where guesses are counted', () => {
    expect(['203.0.113.7', '2001:db8:1:2::1', '2001:db8:1:ffff::1', '2001:db8:2::1'].map(siteOf)).toEqual([
      '203.0.113.7',
      '2001:db8:1::/48',
      '2001:db8:1::/48',
      '2001:db8:2::/48',
    ]);
  });
});
