import { describe, expect, it } from '@jest/globals';
import { canonicalEmoji } from './canonical-emoji.js';

describe('an emoji', () => {
  it.each(['👍', '👍🏽', '☝🏽', '❤️', '🇩🇪', '3️⃣', '👩‍👩‍👧‍👦', '👩🏽‍🚀', '🕵️‍♂️', '🕵🏽‍♂️', '🏳️‍🌈', '👁️‍🗨️', '❤️‍🔥', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🧑🏿‍🤝‍🧑🏻'])(
    'is %s',
    (emoji) => expect(canonicalEmoji(emoji)).toBe(emoji),
  );

  it.each([
    ['\u2764', '❤️'],
    ['\u{1f441}\u200d\u{1f5e8}', '👁️‍🗨️'],
    ['\u{1f3f3}\u200d\u{1f308}', '🏳️‍🌈'],
    ['\u{1f44d}\ufe0f', '👍'],
    ['3\u20e3', '3️⃣'],
    ['\u261d\ufe0f\u{1f3fd}', '☝🏽'],
  ])('is the same however it is spelled: %j', (spelled, emoji) => expect(canonicalEmoji(spelled)).toBe(emoji));

  it.each([
    '',
    'a',
    '3',
    '#',
    'ok',
    '👍👍',
    '👍 ',
    ' 👍',
    '👍\u200d',
    '\u200d',
    '\ufe0f',
    '❤\ufe0e',
    '🇩',
    '👍'.repeat(30),
  ])('is not %j', (text) => expect(canonicalEmoji(text)).toBeUndefined());
});
