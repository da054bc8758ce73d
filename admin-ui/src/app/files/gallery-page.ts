import { Dialog } from '@angular/cdk/dialog';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { Api } from '../api/api';
import { listAttachments } from '../api/fn/files/list-attachments';
import type { GalleryItemDto } from '../api/models/gallery-item-dto';
import { bytesText } from '../core/bytes-text';
import { paged } from '../core/paged';
import { Session } from '../core/session';
import { briefly } from '../core/times';
import { t } from '../core/words/words';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { Confirmed } from '../state/confirmed';
import { type HeldPlace, isGoneAfter } from '../state/messages/held-message';
import { contentOf, downloadOf, thumbnailOf } from '../state/uploads/file-address';
import { SoundPlayer } from './sound-player';

const PAGE_SIZE = 48;
/** As large as a tile is on a sharp screen. */
const TILE_WIDTH = 160;

/** The files of one kind in a conversation, newest first. */
@Component({
  selector: 'app-gallery-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Skeleton, SoundPlayer],
  templateUrl: './gallery-page.html',
  styleUrl: './gallery-page.css',
})
export class GalleryPage {
  protected readonly t = t;
  protected readonly when = briefly;
  protected readonly bytesText = bytesText;
  protected readonly contentOf = contentOf;
  protected readonly downloadOf = downloadOf;
  readonly conversationId = input.required<string>();
  readonly kind = input.required<'image' | 'video' | 'audio' | 'file'>();
  /** The message with this seq is wanted. */
  readonly shown = output<number>();

  private readonly api = inject(Api);
  private readonly dialog = inject(Dialog);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly pages = paged((cursor) => this.page(cursor));
  /** Those whose message was deleted, or is not for me any more, since they were read. */
  private readonly gone = signal<ReadonlySet<string>>(new Set());
  protected readonly items = computed(() =>
    this.pages.items().filter(({ attachment }) => !this.gone().has(attachment.id)),
  );

  constructor() {
    const myId = inject(Session).me()?.id;
    const unsubscribe = inject(Confirmed).onApplied((event) => {
      const gone = this.items().filter((item) => isGoneAfter(this.placeOf(item), event, myId));
      if (gone.length > 0) this.gone.update((ids) => new Set([...ids, ...gone.map(({ attachment }) => attachment.id)]));
    });
    inject(DestroyRef).onDestroy(unsubscribe);
  }

  protected tileOf({ attachment: { id, thumbnails } }: GalleryItemDto): string {
    const fitting = thumbnails.find(({ width }) => width === TILE_WIDTH) ?? thumbnails.at(-1);
    return fitting ? thumbnailOf(id, fitting.width) : contentOf(id);
  }

  /** Over the whole page, with those before and after it. */
  protected async open(at: number): Promise<void> {
    const { showPictures } = await import('./lightbox');
    const tiles = [...this.host.querySelectorAll<HTMLElement>('.tile')];
    const pictures = this.items().map((item, place) => {
      const { id, name, alt, width = 0, height = 0 } = item.attachment;
      const words = { alt: alt || name, caption: alt || name, download: downloadOf(id) };
      return {
        source: contentOf(id),
        small: this.tileOf(item),
        width,
        height,
        ...words,
        thumb: tiles[place],
        message: this.placeOf(item),
      };
    });
    showPictures(pictures, at, this.dialog);
  }

  private placeOf({ seq }: GalleryItemDto): HeldPlace {
    return { conversationId: this.conversationId(), seq };
  }

  private page(cursor?: string) {
    const parameters = { conversationId: this.conversationId(), kind: this.kind(), limit: PAGE_SIZE };
    return this.api.invoke(listAttachments, { ...parameters, ...(cursor && { cursor }) });
  }
}
