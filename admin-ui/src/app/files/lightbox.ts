import { type Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  inject,
  ViewEncapsulation,
} from '@angular/core';
import PhotoSwipe from 'photoswipe';
import { isSingle, ScopedKeys } from '../core/key-scope';
import type { RealtimeEvent } from '../core/realtime/frames';
import { Session } from '../core/session';
import { t } from '../core/words/words';
import { Confirmed } from '../state/confirmed';
import { type HeldPlace, isGoneAfter } from '../state/messages/held-message';
import { LIGHTBOX_KEYS } from './file-keys';

/** A picture as it is shown over the page. */
export interface LightboxPicture {
  readonly source: string;
  /** What is at hand of it already. */
  readonly small: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly caption: string;
  /** Where it can be saved. */
  readonly download?: string;
  /** Where the page shows it; the focus goes back there. */
  readonly thumb: HTMLElement | undefined;
  /** Whose picture it is; undefined while that is on its way. */
  readonly message: HeldPlace | undefined;
}

/** Down to a line. It is drawn twice, a dark outline beneath, so that it is seen on a bright picture too. */
const ARROW = '<path d="M16 5v15m-6-6 6 6 6-6M7 26h18" fill="none" />';

/** Pictures over the page, as a dialog: what lies beneath hears no key. One whose message goes meanwhile goes at once. */
@Component({
  selector: 'app-lightbox',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  template: '',
  styleUrl: './lightbox.css',
})
export class Lightbox {
  private readonly ref = inject(DialogRef);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  private readonly keys = inject(ScopedKeys);
  private readonly myId = inject(Session).me()?.id;
  private pictures: readonly LightboxPicture[];
  private lightbox: PhotoSwipe | undefined;

  constructor() {
    const { pictures, at } = inject<{ pictures: readonly LightboxPicture[]; at: number }>(DIALOG_DATA);
    this.pictures = pictures;
    afterNextRender(() => this.begin(at));
    const unsubscribe = inject(Confirmed).onApplied((event) => this.follow(event));
    inject(DestroyRef).onDestroy(() => {
      unsubscribe();
      this.lightbox?.destroy();
    });
  }

  private begin(at: number): void {
    const lightbox = lightboxOf(this.pictures, at, this.host);
    this.lightbox = lightbox;
    lightbox.on('keydown', (event) => {
      // Its own letter is none where single keys are switched off.
      if (this.handleKey(lightbox, event.originalEvent) || isSingle(event.originalEvent.key)) event.preventDefault();
    });
    lightbox.on('destroy', () => {
      if (this.lightbox !== lightbox) return;
      // It is ending; what ends with the dialog is not to end it again.
      this.lightbox = undefined;
      const { thumb } = this.pictures[lightbox.currIndex] ?? {};
      this.ref.close();
      thumb?.focus({ preventScroll: true });
    });
    lightbox.init();
    // The dialog around it is the one that is named.
    lightbox.element?.removeAttribute('role');
    lightbox.element?.focus();
  }

  /** Where one reads from the right, the next one is to the left. */
  private handleKey(lightbox: PhotoSwipe, event: KeyboardEvent): boolean {
    const isRightToLeft = document.documentElement.dir === 'rtl';
    // A single one, when it is larger than the page, is moved by it.
    const turn = (isOn: boolean) => () => lightbox.getNumItems() > 1 && (isOn ? lightbox.next() : lightbox.prev());
    return this.keys.run(LIGHTBOX_KEYS, event, {
      left: turn(isRightToLeft),
      right: turn(!isRightToLeft),
      zoom: () => lightbox.toggleZoom(),
      pan: () => false,
      close: () => lightbox.close(),
    });
  }

  /** Goes on with what is left. */
  private follow(event: RealtimeEvent): void {
    const left = this.pictures.filter(({ message }) => !message || !isGoneAfter(message, event, this.myId));
    if (left.length === this.pictures.length) return;
    if (left.length === 0) return this.ref.close();
    const { lightbox } = this;
    const at = lightbox?.currIndex ?? 0;
    const shown = left.findIndex((picture) => picture === this.pictures[at]);
    this.pictures = left;
    if (!lightbox) return;
    this.lightbox = undefined;
    lightbox.destroy();
    this.begin(shown === -1 ? Math.min(at, left.length - 1) : shown);
  }
}

/** Shows pictures over the page: arrow keys, Escape, pinch and wheel, each with its description. */
export function showPictures(pictures: readonly LightboxPicture[], at: number, dialog: Dialog): void {
  dialog.open(Lightbox, {
    data: { pictures, at },
    ariaLabel: t('gallery.pictures'),
    ariaModal: true,
    hasBackdrop: false,
    // Its own keys close it, and its focus goes to the picture that was shown last.
    disableClose: true,
    autoFocus: false,
    restoreFocus: false,
  });
}

function lightboxOf(pictures: readonly LightboxPicture[], at: number, appendToEl: HTMLElement): PhotoSwipe {
  const lightbox = new PhotoSwipe({
    dataSource: pictures.map(({ source, small, width, height, alt, thumb }) => ({
      src: source,
      msrc: small,
      width,
      height,
      alt,
      ...(thumb && { element: thumb }),
    })),
    index: at,
    bgOpacity: 0.92,
    // While it fades in it would hear no key.
    showHideAnimationType: 'none',
    wheelToZoom: true,
    closeTitle: t('files.close'),
    zoomTitle: t('files.zoom'),
    arrowPrevTitle: t('files.previous'),
    arrowNextTitle: t('files.next'),
    errorMsg: t('files.notLoaded'),
    appendToEl,
    returnFocus: false,
  });
  lightbox.on('uiRegister', () => {
    lightbox.ui?.registerElement({
      name: 'caption',
      appendTo: 'root',
      order: 9,
      onInit: (element) => {
        element.setAttribute('aria-live', 'polite');
        element.dir = 'auto';
        const tell = (): void => void (element.textContent = pictures[lightbox.currIndex]?.caption ?? '');
        lightbox.on('change', tell);
      },
    });
    lightbox.ui?.registerElement({
      name: 'save',
      appendTo: 'bar',
      order: 8,
      isButton: true,
      tagName: 'a',
      title: t('files.original'),
      ariaLabel: t('files.original'),
      html: `<svg class="pswp__icn" viewBox="0 0 32 32" aria-hidden="true">${ARROW.replace('<path', '<path class="outline"')}${ARROW}</svg>`,
      onInit: (element) => {
        const link = element as HTMLAnchorElement;
        link.download = '';
        const aim = (): void => {
          const { download } = pictures[lightbox.currIndex] ?? {};
          link.hidden = download === undefined;
          if (download !== undefined) link.href = download;
        };
        lightbox.on('change', aim);
      },
    });
  });
  return lightbox;
}
