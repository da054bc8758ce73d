import { describe, expect, it } from 'vitest';
import { keyFrom } from './key-from';

describe('the key that a name suggests', () => {
  it.each([
    ['Front desk', 'front-desk'],
    ['  Straßenbau & Co. ', 'stra-enbau-co'],
    ['Équipe 24/7', 'equipe-24-7'],
    ['IT', 'it'],
    ['人事', ''],
    [`${'a'.repeat(31)} b`, 'a'.repeat(31)],
  ])('of %j is %j', (name, key) => expect(keyFrom(name)).toBe(key));
});
