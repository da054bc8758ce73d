import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, signal } from '@angular/core';
import type { MessageDto } from '../../api/models/message-dto';
import { t } from '../../core/words/words';
import { Pins } from '../../state/messages/pins';
import { Icon } from '../../ui/icon';
import { lineOf } from '../../state/messages/line-of';
import { OpenConversation } from '../open-conversation/open-conversation';

/** What is pinned in the open conversation, one at a time: leads to it, and back to where one was. */
@Component({
  selector: 'app-pin-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (current(); as pin) {
      <section class="pins" [attr.aria-label]="t('pin.title')">
        <button type="button" class="jump" (click)="jump(pin)">
          <app-icon name="pin" [size]="18" />
          <span class="words">
            <b class="clip">{{ heading() }}</b>
            <span class="clip" dir="auto">{{ line() }}</span>
          </span>
        </button>
        @if (cameHere() && open.canGoBack()) {
          <button type="button" class="btn sm text" [title]="t('pin.backHint')" (click)="goBack()">
            {{ t('pin.back') }}
          </button>
        }
        @if (pins.items().length > 1) {
          <button
            type="button"
            class="iconbtn sm"
            [attr.aria-label]="t('pin.next')"
            [title]="t('pin.next')"
            (click)="step()"
          >
            <app-icon name="chevron-down" [size]="18" />
          </button>
        }
      </section>
    }
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    .pins {
      display: flex;
      align-items: center;
      gap: var(--space-4);
      min-block-size: 44px;
      padding-inline: var(--space-16) var(--space-16);
      border-block-end: 1px solid var(--parley-hairline);
      background: var(--mat-sys-surface);
    }
    .jump {
      flex: 1;
      min-inline-size: 0;
      display: flex;
      align-items: center;
      gap: var(--space-12);
      padding: 4px var(--space-8);
      border-radius: var(--mat-sys-corner-small);
      text-align: start;
    }
    .jump:hover {
      background: var(--parley-hover);
    }
    .jump app-icon {
      flex: none;
      color: var(--mat-sys-primary);
    }
    .words {
      flex: 1;
      min-inline-size: 0;
      display: grid;
      font: var(--mat-sys-body-small);
    }
    .words b {
      font: var(--mat-sys-label-medium);
      font-weight: 600;
      color: var(--mat-sys-primary);
    }
    .words span {
      color: var(--mat-sys-on-surface-variant);
    }
    @media (max-width: 599px) {
      .pins {
        padding-inline: var(--space-8);
      }
    }
    @media (pointer: coarse) {
      .iconbtn {
        inline-size: 44px;
        block-size: 44px;
      }
      .btn {
        min-block-size: 44px;
      }
    }
  `,
})
export class PinBar {
  protected readonly t = t;
  protected readonly open = inject(OpenConversation);
  protected readonly pins = inject(Pins);
  /** Which of them is shown; a new one comes first. */
  private readonly place = linkedSignal({ source: () => this.pins.items()[0]?.seq, computation: () => 0 });
  private readonly at = computed(() => Math.min(this.place(), this.pins.items().length - 1));
  protected readonly current = computed(() => this.pins.items()[this.at()]);
  protected readonly heading = computed(() => {
    const count = this.pins.items().length;
    return count > 1 ? t('pin.oneOf', { place: this.at() + 1, count }) : t('pin.one');
  });
  protected readonly line = computed(() => {
    const message = this.current();
    if (this.open.isOfBlocked(message?.sender.id)) return t('blocks.folded');
    return message ? [message.subject, lineOf(message)].filter(Boolean).join(' · ') : '';
  });
  /** The reader is at one of them because of the bar. */
  protected readonly cameHere = signal(false);

  /** The next time one comes from there, the way back is still to where one was before all of them. */
  protected jump({ seq }: MessageDto): void {
    if (this.cameHere() && this.open.canGoBack()) this.open.follow(seq, undefined);
    else this.open.visit(seq);
    this.cameHere.set(true);
  }

  protected goBack(): void {
    this.open.goBack();
    this.cameHere.set(false);
  }

  protected step(): void {
    this.place.set((this.at() + 1) % this.pins.items().length);
  }
}
