import { describe, expect, it } from 'vitest';
import { bytesText } from './bytes-text';

describe('how large a file is', () => {
  it.each([
    [0, '0 byte'],
    [1_023, '1,023 byte'],
    [1_024, '1 kB'],
    [4_400_000, '4.2 MB'],
    [104_857_600, '100 MB'],
    [5_368_709_120, '5 GB'],
  ])('%d bytes is %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));
});
