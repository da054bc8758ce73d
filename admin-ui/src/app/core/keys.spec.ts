import { describe, expect, it } from 'vitest';
import { commandKey } from './keys';

describe('a key command', () => {
  it.each([
    ['a Latin layout', 'c', 'KeyC', 'c'],
    ['a Latin layout with other places', 'c', 'KeyI', 'c'],
    ['Cyrillic', 'с', 'KeyC', 'c'],
    ['Greek', 'ψ', 'KeyC', 'c'],
    ['Hebrew', 'ב', 'KeyC', 'c'],
    ['shift', 'C', 'KeyC', 'c'],
    ['keys without a letter', 'Escape', 'Escape', 'Escape'],
    ['marks', '?', 'Minus', '?'],
    ['a letter in the place of a mark', 'ю', 'Period', '.'],
    ['a mark in the place of another', '-', 'Slash', '-'],
  ])('is the letter on its key with %s', (_layout, key, code, expected) => {
    expect(commandKey({ key, code })).toBe(expected);
  });
});
