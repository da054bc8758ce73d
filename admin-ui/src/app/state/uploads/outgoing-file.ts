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
  readonly alt: string;
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
  readonly conversationId: string;
  /** It stands in a message that was sent, not where one writes. */
  readonly isTaken: boolean;
  readonly state: UploadState;
  readonly blob: Blob;
  /** What to show of it meanwhile. */
  readonly url: string;
  /** The description that the server has. */
  readonly savedAlt: string;
}

/** What is shown of it in its message. */
export function fileOf({ id, name, size, mediaType, width, height, alt }: Upload): OutgoingFile {
  return {
    id,
    name,
    size,
    mediaType,
    alt,
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  };
}
