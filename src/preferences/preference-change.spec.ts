import { describe, expect, it } from '@jest/globals';
import { ValidationFailed } from '../core/errors/request-problems.js';
import { changeOf } from './preference-change.js';
import { MAX_PREFERENCE_BYTES } from './preferences.limits.js';

/** A text that has so many bytes as JSON. */
const textOf = (bytes: number) => 'x'.repeat(bytes - 2);

function wrongIn(values: Record<string, unknown>) {
  try {
    changeOf(values);
    return [];
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error;
    return error.errors.map(({ pointer, code }) => `${code} ${pointer}`);
  }
}

describe('a change of preferences', () => {
  it('keeps any JSON, and forgets what is null', () => {
    expect(changeOf({ theme: 'dark', 'undo.chat': 0, singleKeys: false, recent: ['👍'], gone: null })).toEqual({
      kept: { theme: 'dark', 'undo.chat': 0, singleKeys: false, recent: ['👍'] },
      forgotten: ['gone'],
    });
    expect(changeOf({ huge: Infinity, inside: [null] })).toEqual({ kept: { inside: [null] }, forgotten: ['huge'] });
  });

  it('names every key that is none', () => {
    const longest = `a${'B'.repeat(63)}`;

    expect(wrongIn({ a: 1, 'a.b.C9': 1, [longest]: 1 })).toEqual([]);
    expect(wrongIn({ '': 1, A: 1, '9a': 1, 'a-b': 1, 'a/b': 1, [`${longest}x`]: 1, a: 1 })).toEqual(
      ['', 'A', '9a', 'a-b', 'a~1b', `${longest}…`].map((key) => `invalid_key /values/${key}`),
    );
  });

  it('names every value that is too large, in bytes of JSON', () => {
    const most = textOf(MAX_PREFERENCE_BYTES);

    expect(wrongIn({ most, umlauts: 'ü'.repeat(MAX_PREFERENCE_BYTES / 2 - 1) })).toEqual([]);
    expect(wrongIn({ more: `${most}x`, umlauts: 'ü'.repeat(MAX_PREFERENCE_BYTES / 2), fits: most })).toEqual([
      'too_large /values/more',
      'too_large /values/umlauts',
    ]);
  });
});
