import { describe, expect, it } from '@jest/globals';
import { isReadable, nearestReadable, themedAccent } from './accent-contrast.js';

describe('the colour of an organisation', () => {
  it.each(['#005cbb', '#146c2e', '#7a1fa2', '#000000'])('may be %s, on which white is read', (colour) => {
    expect(isReadable(colour)).toBe(true);
    expect(nearestReadable(colour)).toBe(colour);
  });

  it.each(['#ffd400', '#ffffff', '#7fda8b', '#7f7f7f'])('may not be %s, but one a little darker', (colour) => {
    expect(isReadable(colour)).toBe(false);
    expect(isReadable(nearestReadable(colour))).toBe(true);
  });

  it('is made lighter where the page is dark', () => {
    const { light, dark } = themedAccent('#7a1fa2');

    expect(light).toEqual({ accent: '#7a1fa2', onAccent: '#ffffff' });
    expect(dark.accent).not.toBe('#7a1fa2');
    expect(dark.accent > '#7a1fa2').toBe(true);
  });
});
