import { describe, expect, it } from 'vitest';
import { actOf, isSingle } from '../core/key-scope';
import { SCOPES, sectionsOf } from './key-sections';

/** The same letters where the Russian layout has others. */
const RUSSIAN: Readonly<Record<string, string>> = {
  ...{ a: 'ф', e: 'у', f: 'а', j: 'о', k: 'л', p: 'з', r: 'к', s: 'ы', t: 'е', u: 'г', x: 'ч', y: 'н', z: 'я' },
};

const declared = SCOPES.flatMap((scope) =>
  Object.entries(scope.acts).flatMap(([act, { keys }]) => keys.map((keys) => ({ scope, act, keys }))),
);

/** The event of a combination; `letter` is what the key in that place types. */
function pressed(combination: string, letter = (key: string): string => key): KeyboardEvent {
  const parts = combination.split(/\+(?=.)/);
  const key = parts.pop() ?? '';
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
  const [ctrlKey, altKey, shiftKey] = ['Mod', 'Alt', 'Shift'].map((part) => parts.includes(part));
  const typed = key.length === 1 ? letter(key.toLowerCase()) : key;
  return new KeyboardEvent('keydown', { key: typed, code, ctrlKey: !!ctrlKey, altKey: !!altKey, shiftKey: !!shiftKey });
}

describe('the keys on the sheet', () => {
  it.each(declared)('$scope.title: $keys asks for $act', ({ scope, act, keys }) => {
    expect(actOf(scope, pressed(keys), true)).toBe(act);
  });

  it.each(declared.filter(({ keys }) => /^[a-z]$/i.test(keys.at(-1) ?? '') && !/[a-z]{2}$/i.test(keys)))(
    '$scope.title: $keys asks for $act with the Russian layout',
    ({ scope, act, keys }) => {
      expect(
        actOf(
          scope,
          pressed(keys, (key) => RUSSIAN[key] ?? key),
          true,
        ),
      ).toBe(act);
    },
  );

  it.each(declared.filter(({ keys }) => isSingle(keys)))(
    '$scope.title: $keys asks for nothing where single keys are switched off',
    ({ scope, keys }) => {
      expect(actOf(scope, pressed(keys), false)).toBeUndefined();
    },
  );

  it('stand together by their place, each thing once with all keys that do it', () => {
    const [section] = sectionsOf([
      { title: 'keys.lists', acts: { up: { label: 'keys.move', keys: ['ArrowUp', 'k'] } } },
      { title: 'keys.lists', acts: { down: { label: 'keys.move', keys: ['ArrowUp', 'ArrowDown'] } } },
    ]);

    expect(section).toEqual({
      title: 'keys.lists',
      acts: [{ label: 'keys.move', keys: ['ArrowUp', 'k', 'ArrowDown'] }],
    });
  });
});
