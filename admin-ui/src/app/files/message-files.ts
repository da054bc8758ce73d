import { Dialog } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, effect, ElementRef, inject, input, signal } from '@angular/core';
import { thumbHashToDataURL } from 'thumbhash';
import { bytesText } from '../core/bytes-text';
import { RealtimeSocket } from '../core/realtime/realtime-socket';
import { locale } from '../core/words/language';
import { t } from '../core/words/words';
import type { HeldPlace } from '../state/messages/held-message';
import { Uploads } from '../state/uploads/uploads';
import { Icon } from '../ui/icon';
import { contentOf, downloadOf, thumbnailOf } from '../state/uploads/file-address';
import { extensionOf } from './file-extension';
import { FileWords } from './file-words';
import type { FilesLayout, ShownFile } from './shown-file';
import { SoundPlayer } from './sound-player';

/** As many pixels as the widest picture has on a sharp screen. */
const ENOUGH_WIDTH = 640;

/** The files of a message: pictures in a grid, film and sound with a player, others to be saved. */
@Component({
  selector: 'app-message-files',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, SoundPlayer],
  templateUrl: './message-files.html',
  styleUrl: './message-files.css',
})
export class MessageFiles {
  protected readonly t = t;
  readonly layout = input.required<FilesLayout>();
  /** Whose they are; undefined while it is on its way. */
  readonly message = input<HeldPlace>();
  /** Its message is where the keyboard is. */
  readonly isTabStop = input(false);

  private readonly uploads = inject(Uploads);
  private readonly dialog = inject(Dialog);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly hasWords = inject(FileWords).areThere;
  /** Those that could not be loaded. */
  private readonly broken = signal<ReadonlySet<string>>(new Set());

  protected readonly pictures = computed(() =>
    this.layout().pictures.map((file) => ({
      file,
      key: keyOf(file),
      source: this.sourceOf(file),
      blur: file.preview ? `url(${previewOf(file.preview)})` : null,
      isBroken: this.broken().has(keyOf(file)),
    })),
  );
  protected readonly others = computed(() =>
    this.layout().others.map(({ file, kind, height }) => ({
      file,
      kind,
      height,
      key: keyOf(file),
      source: this.originalOf(file),
    })),
  );

  constructor() {
    const socket = inject(RealtimeSocket);
    // What could not be loaded without a connection is tried again with one.
    effect(() => {
      if (socket.isOpen()) this.broken.update((keys) => (keys.size > 0 ? new Set() : keys));
    });
  }

  /** How much of it the server has; undefined once it has all. */
  /** Of what kind and how large it is, and how far on its way. */
  protected aboutOf(file: ShownFile): string {
    const kind = extensionOf(file.name) || (this.hasWords() ? t('files.file') : '');
    return [kind, bytesText(file.size), this.progressOf(file)].filter((part) => part).join(' · ');
  }

  protected progressOf({ uploadId }: ShownFile): string | undefined {
    const upload = uploadId === undefined ? undefined : this.uploads.find(uploadId);
    if (!upload || upload.state.kind === 'done') return undefined;
    const part = upload.state.kind === 'uploading' ? upload.state.sent / upload.size : 0;
    return new Intl.NumberFormat(locale(), { style: 'percent' }).format(part);
  }

  protected downloadOf({ attachmentId }: ShownFile): string | undefined {
    return attachmentId && downloadOf(attachmentId);
  }

  protected noteBroken(key: string): void {
    this.broken.update((keys) => new Set([...keys, key]));
  }

  /** Over the whole page, beginning at this one. */
  protected async open(at: number): Promise<void> {
    const { showPictures } = await import('./lightbox');
    const thumbs = [...this.host.querySelectorAll<HTMLElement>('.tile')];
    showPictures(
      this.layout().pictures.map((file, place) => ({
        source: this.originalOf(file),
        small: this.sourceOf(file),
        width: file.width ?? 0,
        height: file.height ?? 0,
        alt: file.alt || file.name,
        caption: file.alt || file.name,
        ...(file.attachmentId && { download: downloadOf(file.attachmentId) }),
        thumb: thumbs[place],
        message: this.message(),
      })),
      at,
      this.dialog,
    );
  }

  private sourceOf(file: ShownFile): string {
    const { attachmentId, mediaType, thumbnails } = file;
    const local = this.localOf(file);
    if (local !== undefined || attachmentId === undefined) return local ?? '';
    // What moves is shown moving.
    const fitting = thumbnails.find(({ width }) => width <= ENOUGH_WIDTH && width > 200);
    return mediaType === 'image/gif' || !fitting ? contentOf(attachmentId) : thumbnailOf(attachmentId, fitting.width);
  }

  private originalOf(file: ShownFile): string {
    return this.localOf(file) ?? (file.attachmentId === undefined ? '' : contentOf(file.attachmentId));
  }

  /** What was sent from here is shown from here. */
  private localOf({ attachmentId, uploadId }: ShownFile): string | undefined {
    if (uploadId !== undefined) return this.uploads.find(uploadId)?.url;
    return attachmentId === undefined ? undefined : this.uploads.urlOf(attachmentId);
  }
}

function keyOf({ attachmentId, uploadId }: ShownFile): string {
  return attachmentId ?? uploadId ?? '';
}

const previews = new Map<string, string>();

/** The blurred picture that a thumbhash stands for. */
function previewOf(preview: string): string {
  const known = previews.get(preview);
  if (known !== undefined) return known;
  const url = thumbHashToDataURL(Uint8Array.from(atob(preview), (sign) => sign.charCodeAt(0)));
  previews.set(preview, url);
  return url;
}
