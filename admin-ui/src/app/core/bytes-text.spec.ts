import { afterEach, describe, expect, it } from 'vitest';
import { bytesText } from './bytes-text';
import { speak } from './words/language';

describe('how large a file is', () => {
  afterEach(() => speak('en'));
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [124, '124 bytes'],
    [1_023, '1,023 bytes'],
    [1_024, '1 kB'],
    [4_400_000, '4.2 MB'],
    [104_857_600, '100 MB'],
    [5_368_709_120, '5 GB'],
  ])('%d bytes is %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));

  it('is said as in German on a German page', () => {
    speak('de');
    expect(bytesText(124)).toBe('124 Byte');
    expect(bytesText(4_400_000)).toBe('4,2 MB');
  });
});
