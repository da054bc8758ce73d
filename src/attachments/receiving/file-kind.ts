import type { AttachmentKind } from '../attachment.entity.js';

/** What a file is called that browsers shall only save. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** How many bytes from the beginning `mediaTypeOf` looks at. */
export const HEAD_BYTES = 64;

/** The kinds of pictures that are opened; anything else is a file. */
const PICTURES: readonly (readonly [RegExp, string])[] = [
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^\x89PNG\r\n\x1a\n/, 'image/png'],
  [/^GIF8[79]a/, 'image/gif'],
  [/^RIFF[^]{4}WEBP/, 'image/webp'],
  [/^[^]{4}ftypavi[fs]/, 'image/avif'],
];

/** Containers of sound and film, with what each may hold; the sender says which, as only they know without reading on. */
const MEDIA: readonly (readonly [RegExp, readonly [string, ...string[]]])[] = [
  [/^[^]{4}ftypM4A/, ['audio/mp4']],
  [/^[^]{4}ftypqt/, ['video/quicktime', 'video/mp4']],
  [/^[^]{4}ftyp(?!hei[cx]|mif1|msf1)/, ['video/mp4', 'audio/mp4']],
  [/^\x1a\x45\xdf\xa3[^]*webm/, ['video/webm', 'audio/webm']],
  [/^OggS/, ['audio/ogg', 'video/ogg']],
  [/^RIFF[^]{4}WAVE/, ['audio/wav']],
  [/^fLaC/, ['audio/flac']],
  [/^(?:ID3|\xff[\xfb\xf3\xf2])/, ['audio/mpeg']],
];

/** What is only saved, but named in the list. */
const DOCUMENTS: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-/, 'application/pdf'],
  [/^PK\x03\x04/, 'application/zip'],
];

/** The type of a file by how it begins, whatever its sender says; `claimed` decides only between what it can be. */
export function mediaTypeOf(head: Buffer, claimed: string): string {
  const text = head.toString('latin1');
  const found = [...PICTURES, ...DOCUMENTS].find(([beginning]) => beginning.test(text));
  if (found) return found[1];
  const [, held] = MEDIA.find(([beginning]) => beginning.test(text)) ?? [];
  if (!held) return UNKNOWN_TYPE;
  const [bare] = claimed.split(';', 1);
  return held.find((type) => type === bare) ?? held[0];
}

/** One of the pictures that are opened. */
export function isPicture(mediaType: string): boolean {
  return PICTURES.some(([, type]) => type === mediaType);
}

/** What browsers may show in the page; everything else they save. */
export function isShownInline(mediaType: string): boolean {
  return isPicture(mediaType) || MEDIA.some(([, types]) => types.includes(mediaType));
}

/** Among which others a gallery shows it. */
export function kindOf(mediaType: string): AttachmentKind {
  if (isPicture(mediaType)) return 'image';
  if (!isShownInline(mediaType)) return 'file';
  return mediaType.startsWith('video/') ? 'video' : 'audio';
}
