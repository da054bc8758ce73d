import { describe, expect, it } from '@jest/globals';
import { MAX_WAVEFORM_LENGTH } from '../attachments/attachment-limits.js';
import { mediaTypeOf } from '../attachments/receiving/file-kind.js';
import { fanSound } from './demo-sound.js';

describe('the recording of the demonstration', () => {
  const { bytes, durationMs, waveform } = fanSound();
  const loudness = [...Buffer.from(waveform, 'base64')];

  it('is a WAV file as long as it says', () => {
    expect(mediaTypeOf(bytes.subarray(0, 64), '')).toBe('audio/wav');
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    expect(((bytes.length - 44) / bytes.readUInt32LE(28)) * 1_000).toBe(durationMs);
  });

  it('is loud at first, pauses, and goes on more quietly, as its waveform shows', () => {
    const [first, pause, second] = [loudness.slice(8, 24), loudness.slice(28, 36), loudness.slice(42, 58)];

    expect(waveform.length).toBeLessThanOrEqual(MAX_WAVEFORM_LENGTH);
    expect(Math.max(...loudness)).toBe(255);
    expect(Math.max(...pause)).toBe(0);
    expect(Math.min(...second)).toBeGreaterThan(20);
    expect(Math.min(...first)).toBeGreaterThan(Math.max(...second));
  });
});
