import { describe, expect, it } from '@jest/globals';
import { codePoints, hasVisibleText, normalised, trimBody, unstorableTexts, withoutInvisibleControls } from './text.js';

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

  it.each([' ', '\u200b', '\u2800', '\u3164', '\u00ad', '\u202e', '\ufeff\u200d\u2060', '\u{e0041}', '\u115f'])(
    'of invisible characters alone is nothing to see',
    (text) => {
      expect(hasVisibleText(text)).toBe(false);
    },
  );

  it.each(['a', '0', '.', '\u200ba', '👨‍👩‍👧', 'می‌خواهم', '\u00a9'])('with something to see is seen', (text) => {
    expect(hasVisibleText(text)).toBe(true);
  });

  it('loses what would turn its direction or is not there to see, and keeps the joiners that scripts and emoji need', () => {
    expect(withoutInvisibleControls('\u202eAna\u202c \u2066Berg\u2069\u200f')).toBe('Ana Berg');
    expect(withoutInvisibleControls('A\u200bn\u00ada\ufeff B\u2060erg\u3164')).toBe('Ana Berg');
    expect(withoutInvisibleControls('می‌خواهم 👨‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿')).toBe('می‌خواهم 👨‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿');
  });

  it('has one spelling, and is left as it is where sorting its accents would take long', () => {
    const accents = (count: number) => `e${'\u0301\u0323'.repeat(count)}`;

    expect(normalised('e\u0301')).toBe('\u00e9');
    expect(normalised(accents(100))).toBe(accents(100).normalize('NFC'));
    // No field is that long: it is refused for its length by the rule behind.
    expect(normalised(accents(60_000))).toBe(accents(60_000));
  });
});
