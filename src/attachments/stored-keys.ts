import type { UnusedFile } from './attachments.repository.js';

/** Under which key the store keeps the bytes of a file, or its thumbnail of that width. */
export function keyOf(fileId: string, thumbnailWidth?: number): string {
  return thumbnailWidth === undefined ? fileId : `${thumbnailWidth}-${fileId}`;
}

/** All that the store keeps of a file. */
export function keysOf({ id, thumbnails }: UnusedFile): string[] {
  return [keyOf(id), ...thumbnails.map(({ width }) => keyOf(id, width))];
}
