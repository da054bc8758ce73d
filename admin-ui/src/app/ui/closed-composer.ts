import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { around, t } from '../core/words/words';

/** Why nothing can be written somewhere. */
export type Closure = 'admins-write' | 'other-gone' | 'you-blocked';

/** Stands where one would write, with why one cannot, and what was written before that was so. */
@Component({
  selector: 'app-closed-composer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (because() === 'other-gone') {
      @let gone = around('composer.otherGone', 'name');
      <p role="status">
        {{ gone.before }}<bdi>{{ name() }}</bdi
        >{{ gone.after }}
      </p>
    } @else if (because() === 'you-blocked') {
      <p role="status">{{ t('blocks.closed') }}</p>
      <button type="button" class="btn line sm" (click)="unblocked.emit()">{{ t('blocks.unblock') }}</button>
    } @else {
      <p role="status">{{ t('composer.adminsWrite') }}</p>
    }
    @if (kept()) {
      <p class="kept" dir="auto">{{ kept() }}</p>
      <button type="button" class="btn sm" (click)="discarded.emit()">{{ t('action.discard') }}</button>
    }
  `,
  styles: `
    :host {
      display: block;
      text-align: center;
      outline-offset: -4px;
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
    p + .btn {
      margin-block-start: var(--space-8);
    }
    .kept {
      max-block-size: 6em;
      margin-block: var(--space-8);
      overflow: auto;
      overflow-wrap: anywhere;
      white-space: pre-wrap;
      text-align: start;
      color: var(--mat-sys-on-surface);
    }
  `,
  // Whoever was writing has the focus here afterwards, and goes on typing: here no letter is a command.
  host: { tabindex: '0', '(keydown)': '$event.key.length === 1 && $event.stopPropagation()' },
})
export class ClosedComposer {
  protected readonly around = around;
  protected readonly t = t;
  readonly because = input.required<Closure>();
  /** Who is gone. */
  readonly name = input('');
  /** The text that was begun. */
  readonly kept = input('');
  readonly discarded = output();
  /** I want to hear from them again. */
  readonly unblocked = output();
}
