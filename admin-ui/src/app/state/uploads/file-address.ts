const PATH = '/api/v1/attachments';

/** Where a file is opened: by the cookie of files, so no token stands in it. */
export function contentOf(attachmentId: string): string {
  return `${PATH}/${attachmentId}/content`;
}

/** The same, to be saved. */
export function downloadOf(attachmentId: string): string {
  return `${contentOf(attachmentId)}?download=1`;
}

/** One of its smaller pictures. */
export function thumbnailOf(attachmentId: string, width: number): string {
  return `${PATH}/${attachmentId}/thumbnails/${width}`;
}
