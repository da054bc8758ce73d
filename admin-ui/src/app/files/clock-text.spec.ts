import { expect, it } from 'vitest';
import { clockText } from './clock-text';

it.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [65, '1:05'],
  [600, '10:00'],
  [3_723, '1:02:03'],
  [-1, '0:00'],
])('%d seconds are shown as %s', (seconds, text) => expect(clockText(seconds)).toBe(text));
