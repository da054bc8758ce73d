import type { AttachmentDto } from '../api/models/attachment-dto';
import type { OutgoingFile } from '../state/uploads/outgoing-file';

/** A file as its message shows it, whether or not the server has it already. */
export interface ShownFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly alt: string;
  readonly width?: number;
  readonly height?: number;
  readonly durationMs?: number;
  /** Of a picture a thumbhash, of audio its waveform. */
  readonly preview?: string;
  readonly thumbnails: AttachmentDto['thumbnails'];
  /** At the server. */
  readonly attachmentId?: string;
  /** On its way, on this device. */
  readonly uploadId?: string;
}

/** What of the files of a message takes which place: known before anything of them is loaded. */
export interface FilesLayout {
  readonly pictures: readonly ShownFile[];
  /** Of the pictures: columns of squares, or one in its own shape. */
  readonly columns: number;
  readonly ratio: number;
  /** At most, in pixels. */
  readonly width: number;
  readonly others: readonly {
    readonly file: ShownFile;
    readonly kind: 'video' | 'audio' | 'file';
    readonly height: number;
  }[];
}

const WIDEST = 320;
const TALLEST = 360;
/** A tiny picture is not blown up, but can be hit. */
const SMALLEST = 48;
/** A panorama or a strip is cut rather than shown as a line. */
const [FLATTEST, STEEPEST] = [2.4, 0.6];
const HEIGHTS = { video: 180, audio: 54, file: 56 } as const;
const MEDIA = /^(video|audio)\/(mp4|webm|ogg|mpeg|wav|flac|quicktime)$/;

export function ofAttachment({ id, ...attachment }: AttachmentDto): ShownFile {
  return { ...attachment, attachmentId: id };
}

export function ofOutgoing({ id, ...file }: OutgoingFile): ShownFile {
  return { ...file, uploadId: id, thumbnails: [] };
}

/** The layout of some files; undefined without any. */
export function layoutOf(files: readonly ShownFile[]): FilesLayout | undefined {
  if (files.length === 0) return undefined;
  const pictures = files.filter(isPicture);
  const others = files
    .filter((file) => !isPicture(file))
    .map((file) => {
      const kind = kindOf(file);
      return { file, kind, height: HEIGHTS[kind] };
    });
  return { pictures, others, ...gridOf(pictures) };
}

function gridOf(pictures: readonly ShownFile[]): Pick<FilesLayout, 'columns' | 'ratio' | 'width'> {
  const [only] = pictures;
  if (pictures.length > 1) {
    const columns = pictures.length === 2 || pictures.length === 4 ? 2 : 3;
    return { columns, ratio: columns / Math.ceil(pictures.length / columns), width: WIDEST };
  }
  const ratio = Math.min(FLATTEST, Math.max(STEEPEST, (only?.width ?? 1) / (only?.height ?? 1)));
  const width = Math.min(WIDEST, TALLEST * ratio, Math.max(SMALLEST, only?.width ?? 0));
  return { columns: 1, ratio, width: Math.round(width) };
}

function isPicture({ mediaType, width }: ShownFile): boolean {
  return width !== undefined && mediaType.startsWith('image/');
}

/** What of other files is shown with a player. */
export function kindOf({ mediaType }: Pick<ShownFile, 'mediaType'>): 'video' | 'audio' | 'file' {
  const kind = MEDIA.exec(mediaType.split(';', 1)[0] ?? '')?.[1];
  return kind === 'video' || kind === 'audio' ? kind : 'file';
}
