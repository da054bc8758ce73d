import { randomId } from '../../core/random-id';
import { contentOf, thumbnailOf } from './file-address';
import type { DraftFile, Upload, UploadState } from './outgoing-file';
import type { KeptUpload } from './upload-storage';

const UNNAMED = 'file';

/** A file that somebody chose, where one writes. */
export function chosen(draftId: string, blob: File): Upload & { readonly blob: File } {
  return {
    id: randomId(),
    draftId,
    name: blob.name || UNNAMED,
    size: blob.size,
    mediaType: blob.type,
    alt: '',
    savedAlt: '',
    isTaken: false,
    state: { kind: 'waiting' },
    blob,
    url: URL.createObjectURL(blob),
  };
}

/** What this device had kept. The server may or may not have heard of its description: it is told again. */
export function left({ file, draftId, isTaken, blob, attachmentId }: KeptUpload): Upload {
  const state: UploadState = attachmentId ? { kind: 'done', attachmentId } : { kind: 'waiting' };
  const url = blob ? URL.createObjectURL(blob) : contentOf(attachmentId ?? '');
  return { ...file, draftId, isTaken, ...(blob && { blob }), state, savedAlt: '', url };
}

/** Its bytes are at the server alone. */
export function fromElsewhere(draftId: string, { attachmentId, ...file }: DraftFile): Upload {
  const { thumbnailWidth, alt: savedAlt } = file;
  const url = thumbnailWidth ? thumbnailOf(attachmentId, thumbnailWidth) : contentOf(attachmentId);
  return { ...file, id: randomId(), draftId, isTaken: false, state: { kind: 'done', attachmentId }, url, savedAlt };
}

/** What is known of it before the server has it: the size of a picture, how long audio is and its waveform. */
export async function shapeOf(file: Blob): Promise<Partial<Upload> | undefined> {
  if (!file.type.startsWith('audio/')) return sizeOf(file);
  // Without a connection it may be out of reach: it is sent all the same.
  const measuring = await import('./sound-of').catch(() => undefined);
  return measuring?.soundOf(file);
}

/** Of a picture that this browser can show: so the place that it takes is known before the server says it. */
async function sizeOf(file: Blob): Promise<{ width: number; height: number } | undefined> {
  if (!/^image\/(jpeg|png|gif|webp|avif)$/.test(file.type)) return undefined;
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    return undefined;
  }
}
