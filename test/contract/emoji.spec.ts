import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SKIN_TONES, toned } from '../../admin-ui/src/app/compose/emoji/skin-tones.js';
import { canonicalEmoji } from '../../src/reactions/canonical-emoji.js';

const FOLDER = 'admin-ui/src/app/compose/emoji/data';
const read = (name: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8'));
const all = Object.values(read('all') as Record<string, string>).flatMap((group) => group.split(' '));

describe('every emoji that the client offers', () => {
  it('is one that the server takes, as it is spelled', () => {
    expect(all.length).toBeGreaterThan(1_800);
    const others = all.map((one) => one.replace('~', '')).filter((emoji) => canonicalEmoji(emoji) !== emoji);
    expect(others).toEqual([]);
  });

  it('is another one in each skin tone, where it has them', () => {
    const withTones = all.filter((one) => one.endsWith('~')).map((one) => one.replace('~', ''));
    const others = withTones.flatMap((emoji) => {
      const inTones = SKIN_TONES.map((tone) => toned(emoji, tone));
      return inTones.some((one) => canonicalEmoji(one) !== one) || new Set(inTones).size < 6 ? [emoji] : [];
    });
    expect(withTones.length).toBeGreaterThan(250);
    expect(others).toEqual([]);
  });

  it.each(['en', 'de'])('has a name in %s', (language) => {
    const words = read(language) as string[];
    expect(words).toHaveLength(all.length);
    expect(words.filter((one) => one === '' || one.startsWith('|'))).toEqual([]);
  });
});
