import { beforeAll, describe, expect, it } from 'vitest';
import { type EmojiGroup, findEmoji, loadEmoji } from './emoji-data';

describe('looking for an emoji', () => {
  let groups: readonly EmojiGroup[];
  const found = (wanted: string): string[] => findEmoji(groups, wanted).map(({ emoji }) => emoji);

  beforeAll(async () => {
    groups = await loadEmoji('de');
  });

  it('finds it by its name in any language of the client, however that is accented', () => {
    expect(found('Rakete')).toContain('🚀');
    expect(found('rocket')).toContain('🚀');
    expect(found('Getränk')).toEqual(found('getrank'));
  });

  it('finds it by the beginnings of several words, and by itself', () => {
    expect(found('daum hoch')[0]).toBe('👍');
    expect(found('👍')).toEqual(['👍']);
  });

  it('has those that are called so before those that only have to do with it', () => {
    const names = findEmoji(groups, 'rot').map(({ names: all }) => / rot/.test(all));

    expect(names.indexOf(false)).toBeGreaterThan(0);
    expect(names.lastIndexOf(true)).toBeLessThan(names.indexOf(false));
  });

  it('finds nothing for nothing and for what nothing is called', () => {
    expect([found(' '), found('xyzzy')]).toEqual([[], []]);
  });

  it('names each in the language of the page', () => {
    expect(findEmoji(groups, 'rocket')[0]).toMatchObject({ emoji: '🚀', name: 'Rakete' });
  });
});
