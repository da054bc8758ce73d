import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import type { MessageDto } from '../../api/models/message-dto';
import { isolated } from '../../core/isolated';
import { briefly } from '../../core/times';
import { t } from '../../core/words/words';
import { Pins } from '../../state/messages/pins';
import { Icon } from '../../ui/icon';
import { lineOf } from '../../state/messages/line-of';
import { OpenConversation } from '../open-conversation/open-conversation';
import { PinActions } from './pin-actions';

/** All that is pinned in the open conversation, in its details. */
@Component({
  selector: 'app-pinned-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (pins.problem(); as problem) {
      <section role="alert">
        <p class="hint">{{ problem.detail }}</p>
        <button type="button" class="btn sm line" (click)="pins.load()">{{ t('action.retry') }}</button>
      </section>
    }
    @if (pins.items().length > 0) {
      <section>
        <h3>
          {{ t('pin.title') }} <span class="num">{{ pins.items().length }}</span>
        </h3>
        <ul>
          @for (pin of pins.items(); track pin.seq) {
            <li>
              <button type="button" class="to" (click)="visit(pin)">
                <span class="who">
                  <b class="clip" dir="auto">{{ pin.sender.displayName }}</b>
                  <time [attr.datetime]="pin.createdAt">{{ briefly(pin.createdAt) }}</time>
                </span>
                <span class="clip" dir="auto">{{ wordsOf(pin) }}</span>
              </button>
              @if (open.mayPin()) {
                <button
                  type="button"
                  class="iconbtn sm"
                  [attr.aria-label]="t('pin.unpinThis', { name: nameOf(pin) })"
                  [title]="t('pin.unpin')"
                  (click)="actions.toggle(pin)"
                >
                  <app-icon name="close" [size]="18" />
                </button>
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    section {
      margin-block-start: var(--space-16);
      padding: var(--space-16) var(--space-20) 0;
      border-block-start: 1px solid var(--parley-hairline);
    }
    h3 {
      display: flex;
      align-items: center;
      justify-content: space-between;
      margin-block-end: var(--space-8);
    }
    h3 span {
      font-weight: 400;
      color: var(--mat-sys-on-surface-variant);
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-4);
    }
    .to {
      flex: 1;
      min-inline-size: 0;
      display: grid;
      gap: 2px;
      min-block-size: 44px;
      padding: 4px var(--space-8);
      margin-inline-start: calc(-1 * var(--space-8));
      border-radius: var(--mat-sys-corner-small);
      text-align: start;
      font: var(--mat-sys-body-small);
    }
    .to:hover {
      background: var(--parley-hover);
    }
    .who {
      display: flex;
      gap: var(--space-8);
      justify-content: space-between;
    }
    .who time {
      flex: none;
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class PinnedList {
  protected readonly t = t;
  protected readonly briefly = briefly;
  /** One was chosen: it is shown in the log. */
  readonly left = output<void>();

  protected readonly open = inject(OpenConversation);
  protected readonly pins = inject(Pins);
  protected readonly actions = inject(PinActions);

  protected wordsOf(pin: MessageDto): string {
    return this.open.isOfBlocked(pin.sender.id) ? t('blocks.folded') : lineOf(pin);
  }

  protected nameOf({ sender }: MessageDto): string {
    return isolated(sender.displayName);
  }

  protected visit({ seq }: MessageDto): void {
    this.left.emit();
    this.open.visit(seq);
  }
}
