import { describe, expect, it } from '@jest/globals';
import { codePoints, trimBody, unstorableTexts } from './text.js';

describe('text', () => {
  it('is as long as its code points', () => {
    expect([codePoints('Grüße'), codePoints('😀😀'), codePoints('')]).toEqual([5, 2, 0]);
  });

  it('that cannot be stored is found wherever it stands, keys too', () => {
    const value = { ok: 'fine', a: ['x', '\0'], 'b/c': { deep: '\ud800' }, ['k\0']: 1 };

    expect(unstorableTexts(value)).toEqual(['/a/1', '/b~1c/deep', '/']);
  });

  it('of a message loses blank lines before it and white space after it, nothing else', () => {
    expect(trimBody(' \n\t\n  code\n\nend \n ')).toBe('  code\n\nend');
  });
});
