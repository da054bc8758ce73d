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

  it.each([
    ['spaces', ' \t\n\u00a0\u1680\u2003\u2028\u2029\u202f\u205f\u3000'],
    ['controls', '\u0001\u0085\u009f'],
    ['soft hyphens and joiners', '\u00ad\u034f\u200b\u200c\u200d\u2060\ufeff'],
    ['what turns the direction', '\u061c\u200e\u200f\u202a\u202e\u2066\u2069'],
    ['operators that are not written', '\u2061\u2064\u206a\u206f'],
    ['Hangul fillers', '\u115f\u1160\u3164\uffa0'],
    ['vowels of Khmer that are not written', '\u17b4\u17b5'],
    ['Mongolian separators and selectors', '\u180b\u180e\u180f'],
    ['variation selectors', '\ufe00\ufe0f\u{e0100}\u{e01ef}'],
    ['interlinear annotations', '\ufff9\ufffa\ufffb'],
    ['objects that are not there', '\ufffc'],
    ['tags', '\u{e0001}\u{e0041}\u{e007f}'],
    ['blank Braille', '\u2800'],
    ['blank hieroglyphs and how they are joined', '\u{13441}\u{13442}\u{13430}\u{1343f}'],
    ['null noteheads', '\u{1d159}'],
    ['beams and slurs', '\u{1d173}\u{1d17a}'],
    ['joiners and fillers of rare scripts', '\u2d7f\u{1107f}\u{16fe4}\u{1bc9d}\u{1bca0}\u{1bca3}'],
    ['half a pair, and what Unicode has not assigned', '\ud800\uffff\u{e0fff}'],
  ])('of %s alone is nothing to see', (_name, text) => {
    expect([...text].filter(hasVisibleText)).toEqual([]);
    expect(hasVisibleText(text)).toBe(false);
  });

  it.each([
    ['a letter', 'a'],
    ['a digit', '0'],
    ['a full stop', '.'],
    ['a letter behind what is not seen', '\u200ba'],
    ['an emoji', '👨‍👩‍👧'],
    ['a flag of tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['a word with joiners', 'می‌خواهم'],
    ['a sign', '\u00a9'],
    ['a mark alone', '\u0301'],
    ['a virama', '\u094d'],
    ['a sign around Arabic numbers', '\u06dd'],
    ['a stem on a null notehead', '\u{1d159}\u{1d165}'],
    ['what could not be read', '\ufffd'],
  ])('with %s has something to see', (_name, text) => {
    expect(hasVisibleText(text)).toBe(true);
  });

  it('loses what would turn its direction or is not there to see, and keeps the joiners that scripts and emoji need', () => {
    expect(withoutInvisibleControls('\u202eAna\u202c \u2066Berg\u2069\u200f')).toBe('Ana Berg');
    expect(withoutInvisibleControls('A\u200bn\u00ada\ufeff B\u2060erg\u3164')).toBe('Ana Berg');
    expect(withoutInvisibleControls('A\ufffcn\u{1d159}a\u206a B\ufff9erg')).toBe('Ana Berg');
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
