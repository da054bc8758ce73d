import { describe, expect, it } from 'vitest';
import { capsOf, isPressed } from './key-combination';

const pressed = (key: string, code: string, ...held: ('ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey')[]) => ({
  ...{ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...Object.fromEntries(held.map((one) => [one, true])),
});

describe('a combination of keys', () => {
  it.each([
    ['c', pressed('c', 'KeyC')],
    ['c', pressed('с', 'KeyC')],
    ['Mod+K', pressed('k', 'KeyK', 'ctrlKey')],
    ['Mod+K', pressed('k', 'KeyK', 'metaKey')],
    ['Alt+Shift+ArrowDown', pressed('ArrowDown', 'ArrowDown', 'altKey', 'shiftKey')],
    ['?', pressed('?', 'Minus', 'shiftKey')],
    ['+', pressed('+', 'BracketRight')],
    ['+', pressed('+', 'Equal', 'shiftKey')],
    ['Mod+,', pressed(',', 'Comma', 'ctrlKey')],
  ])('%s is pressed, whatever the layout', (combination, event) => {
    expect(isPressed(combination, event)).toBe(true);
  });

  it.each([
    ['c', pressed('c', 'KeyC', 'ctrlKey')],
    ['c', pressed('C', 'KeyC', 'shiftKey')],
    ['Mod+K', pressed('k', 'KeyK')],
    ['Mod+K', pressed('k', 'KeyK', 'ctrlKey', 'altKey')],
    ['Alt+ArrowDown', pressed('ArrowDown', 'ArrowDown', 'altKey', 'shiftKey')],
  ])('%s is not pressed with more or fewer', (combination, event) => {
    expect(isPressed(combination, event)).toBe(false);
  });

  it('is written as the caps of the keyboard are', () => {
    expect(capsOf('Mod+K', false)).toEqual(['Ctrl', 'K']);
    expect(capsOf('Alt+Shift+ArrowDown', true)).toEqual(['⌥', '⇧', '↓']);
    expect(capsOf('g i', false)).toEqual(['G', 'I']);
    expect(capsOf('+', false)).toEqual(['+']);
  });
});
