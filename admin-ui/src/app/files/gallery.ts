import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { t } from '../core/words/words';
import { DialogFrame } from '../ui/dialog-frame';
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
  imports: [DialogFrame, GalleryPage],
  template: `
    <app-dialog [heading]="t('gallery.title')">
      <div class="tabs" role="tablist" [attr.aria-label]="t('gallery.kinds')" (keydown)="moveTab($event)">
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

  protected moveTab(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const row = event.currentTarget as HTMLElement;
    const forward = getComputedStyle(row).direction === 'rtl' ? -step : step;
    const at = KINDS.findIndex(({ kind }) => kind === this.kind());
    const next = (at + forward + KINDS.length) % KINDS.length;
    this.kind.set(KINDS[next]?.kind ?? 'image');
    row.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  }

  protected show(seq: number): void {
    this.ref.close();
    this.of.show(seq);
  }
}
