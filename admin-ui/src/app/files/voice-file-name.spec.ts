import { describe, expect, it } from 'vitest';
import { voiceFileName } from './voice-file-name';

describe('a voice message', () => {
  const at = new Date(2026, 10, 6, 9, 5, 7);

  it.each([
    ['audio/webm', 'Voice message 2026-11-06 09.05.07.webm'],
    ['audio/mp4', 'Voice message 2026-11-06 09.05.07.m4a'],
    ['audio/ogg', 'Voice message 2026-11-06 09.05.07.ogg'],
  ])('of %s is a file that is named by its day and time', (mediaType, name) => {
    expect(voiceFileName((when) => `Voice message ${when}`, at, mediaType)).toBe(name);
  });
});
