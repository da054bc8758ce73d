import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { t } from '../core/words/words';
import { DialogFrame } from '../ui/dialog-frame';
import { TabList } from '../ui/tab-list';
import { GalleryPage } from './gallery-page';

/** Of which conversation, and how the page shows one of its messages. */
export interface GalleryOf {
  readonly conversationId: string;
  readonly show: (seq: number) => void;
}

const KINDS = [
  { kind: 'image', label: 'gallery.pictures' },
  { kind: 'file', label: 'gallery.files' },
  { kind: 'video', label: 'gallery.films' },
  { kind: 'audio', label: 'gallery.sounds' },
] as const;

/** What was sent in a conversation besides words, by kind. Whoever opens it has its words at hand. */
@Component({
  selector: 'app-gallery',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, GalleryPage, TabList],
  template: `
    <app-dialog [heading]="t('gallery.title')">
      <div class="tabs" role="tablist" [attr.aria-label]="t('gallery.kinds')">
        @for (tab of kinds; track tab.kind) {
          <button
            type="button"
            class="tab"
            role="tab"
            aria-controls="gallery-page"
            [class.on]="kind() === tab.kind"
            [attr.aria-selected]="kind() === tab.kind"
            [tabindex]="kind() === tab.kind ? 0 : -1"
            (click)="kind.set(tab.kind)"
          >
            {{ t(tab.label) }}
          </button>
        }
      </div>
      <div class="page" id="gallery-page" role="tabpanel">
        @for (one of [kind()]; track one) {
          <app-gallery-page [conversationId]="of.conversationId" [kind]="one" (shown)="show($event)" />
        }
      </div>
    </app-dialog>
  `,
  styles: `
    .page {
      min-block-size: 320px;
      padding-block-start: var(--space-12);
    }
  `,
})
export class Gallery {
  protected readonly t = t;
  protected readonly kinds = KINDS;
  protected readonly of = inject<GalleryOf>(DIALOG_DATA);
  private readonly ref = inject(DialogRef);
  protected readonly kind = signal<(typeof KINDS)[number]['kind']>('image');

  protected show(seq: number): void {
    this.ref.close();
    this.of.show(seq);
  }
}
