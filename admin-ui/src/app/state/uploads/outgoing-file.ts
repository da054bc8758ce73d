/** A file that goes with a message, as it was chosen; its `id` is this device's. */
export interface OutgoingFile {
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** Of a picture that this browser can show. */
  readonly width?: number;
  readonly height?: number;
  /** Of audio that this browser can decode, with its waveform. */
  readonly durationMs?: number;
  readonly preview?: string;
  readonly alt: string;
}

/** A file that the server has for a draft, as all devices that have the draft know it. */
export interface DraftFile extends Omit<OutgoingFile, 'id'> {
  readonly attachmentId: string;
  /** Of the smallest picture that the server made of it. */
  readonly thumbnailWidth?: number;
}

/**
 * How far it is. `waiting`: for its turn or, with a reason, for the server; `failed`: until it is told to try again, and
 * not at all without `canRetry`.
 */
export type UploadState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'uploading'; readonly sent: number; readonly bytesPerSecond: number }
  | { readonly kind: 'done'; readonly attachmentId: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly canRetry: boolean };

/** A file on its way to the server. */
export interface Upload extends OutgoingFile {
  /** Where it is written: the conversation, or the new message. */
  readonly draftId: string;
  /** It stands in a message that was sent, not where one writes. */
  readonly isTaken: boolean;
  readonly state: UploadState;
  /** Undefined where another device chose it. */
  readonly blob?: Blob;
  /** What to show of it meanwhile. */
  readonly url: string;
  /** The description that the server has. */
  readonly savedAlt: string;
  /** Of the smallest picture that the server made of it. */
  readonly thumbnailWidth?: number;
}

/** What the server has of it; undefined while it does not. */
export function draftFileOf({ state, savedAlt, thumbnailWidth, ...upload }: Upload): DraftFile | undefined {
  if (state.kind !== 'done') return undefined;
  const { id: _, ...file } = fileOf({ ...upload, state, savedAlt });
  const { attachmentId } = state;
  return { ...file, alt: savedAlt, attachmentId, ...(thumbnailWidth !== undefined && { thumbnailWidth }) };
}

/** What is shown of it in its message. */
export function fileOf({ id, name, size, mediaType, width, height, durationMs, preview, alt }: Upload): OutgoingFile {
  return {
    id,
    name,
    size,
    mediaType,
    alt,
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(durationMs !== undefined && { durationMs }),
    ...(preview !== undefined && { preview }),
  };
}
