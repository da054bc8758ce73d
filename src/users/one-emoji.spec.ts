import { describe, expect, it } from '@jest/globals';
import { isOneEmoji } from './one-emoji.js';

describe('one emoji', () => {
  it.each(['🌴', '❤', '❤️', '👍🏽', '👩‍👩‍👧‍👦', '🇩🇪', '3️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'])('is %s', (text) => expect(isOneEmoji(text)).toBe(true));

  it.each([
    '',
    'a',
    '7',
    'ok',
    '🌴🌴',
    '🌴\u200d',
    '🌴\u200d'.repeat(8),
    `${'🌴\u200d'.repeat(7)}🌴`,
    '🌴 ',
    'a🌴',
    ':-)',
  ])('is not "%s"', (text) => expect(isOneEmoji(text)).toBe(false));
});
