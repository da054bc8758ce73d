import { describe, expect, it } from '@jest/globals';
import { isShownInline, kindOf, mediaTypeOf } from './file-kind.js';

const head = (latin1: string) => Buffer.from(latin1, 'latin1');

describe('the type of a file', () => {
  it.each([
    ['\xff\xd8\xff\xe0....JFIF', 'text/html', 'image/jpeg', 'image'],
    ['\x89PNG\r\n\x1a\n....', '', 'image/png', 'image'],
    ['GIF89a....', '', 'image/gif', 'image'],
    ['RIFF\x10\x00\x00\x00WEBPVP8 ', '', 'image/webp', 'image'],
    ['\x00\x00\x00\x1cftypavif....', '', 'image/avif', 'image'],
    ['\x00\x00\x00\x1cftypisom....', 'video/mp4', 'video/mp4', 'video'],
    ['\x00\x00\x00\x1cftypisom....', 'audio/mp4', 'audio/mp4', 'audio'],
    ['\x00\x00\x00\x1cftypM4A ....', 'video/mp4', 'audio/mp4', 'audio'],
    ['\x1a\x45\xdf\xa3....B\x82\x84webm', 'audio/webm;codecs=opus', 'audio/webm', 'audio'],
    ['\x1a\x45\xdf\xa3....B\x82\x84webm', 'text/html', 'video/webm', 'video'],
    ['OggS....', 'audio/ogg', 'audio/ogg', 'audio'],
    ['RIFF....WAVEfmt ', '', 'audio/wav', 'audio'],
    ['fLaC....', '', 'audio/flac', 'audio'],
    ['ID3\x04....', '', 'audio/mpeg', 'audio'],
    ['%PDF-1.7', 'image/png', 'application/pdf', 'file'],
    ['PK\x03\x04....', '', 'application/zip', 'file'],
  ])('is told by how it begins: %j', (begin, claimed, mediaType, kind) => {
    expect(mediaTypeOf(head(begin), claimed)).toBe(mediaType);
    expect(kindOf(mediaType)).toBe(kind);
  });

  it.each([
    ['<svg xmlns="http://www.w3.org/2000/svg">', 'image/svg+xml'],
    ['<html><script>', 'text/html'],
    ['MZ\x90\x00', 'video/mp4'],
    ['\x00\x00\x00\x1cftypheic....', 'image/heic'],
    ['', 'image/png'],
  ])('is unknown for anything else, whatever its sender says: %j', (begin, claimed) => {
    const mediaType = mediaTypeOf(head(begin), claimed);

    expect(mediaType).toBe('application/octet-stream');
    expect(isShownInline(mediaType)).toBe(false);
  });
});
