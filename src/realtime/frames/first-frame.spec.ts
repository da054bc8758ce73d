import { describe, expect, it } from '@jest/globals';
import { FirstFrame } from './first-frame.js';

const [TEXT, FRAGMENT, PING] = [0x81, 0x01, 0x89];
const MASK = [1, 2, 3, 4];

describe('the first frame of a connection', () => {
  it.each<[string, number[], number]>([
    ['short', [TEXT, 0x80 | 100, ...MASK], 100],
    ['longer', [TEXT, 0x80 | 126, 0x10, 0x01], 4_097],
    ['very long', [TEXT, 0x80 | 127], Infinity],
    ['without an end', [FRAGMENT, 0x80 | 5], Infinity],
    ['behind a ping', [PING, 0x80 | 1, ...MASK, 7, TEXT, 0x80 | 9], 9],
  ])('says how long it is: %s', (_what, bytes, length) => {
    expect(new FirstFrame().lengthAfter(Buffer.from(bytes))).toBe(length);

    const byByte = new FirstFrame();
    const said = bytes.map((byte) => byByte.lengthAfter(Buffer.from([byte])));
    expect(said.find((one) => one !== undefined)).toBe(length);
  });
});
