import { describe, expect, it } from 'vitest';
import { loudnessOf, waveformOf } from './waveform';

describe('a waveform', () => {
  it('has 64 parts, each as high as its loudest moment is beside the loudest of all', () => {
    const samples = new Float32Array(64_000);
    samples[500] = 0.1;
    samples[63_500] = -0.5;

    const drawn = loudnessOf(waveformOf(samples));

    expect(drawn).toHaveLength(64);
    expect(drawn[0]).toBeCloseTo(0.2, 2);
    expect(drawn[1]).toBe(0);
    expect(drawn[63]).toBe(1);
  });

  it('is flat where nothing is to be heard', () => {
    expect(new Set(loudnessOf(waveformOf(new Float32Array(9_000))))).toEqual(new Set([0]));
  });

  it('can be made of less than there are parts', () => {
    const drawn = loudnessOf(waveformOf(new Float32Array([1, 0.5])));

    expect(drawn).toHaveLength(64);
    expect(drawn.filter((part) => part > 0)).toHaveLength(2);
  });

  it('is nothing where another client sent something else', () => {
    expect(loudnessOf('no base64!')).toEqual([]);
  });
});
