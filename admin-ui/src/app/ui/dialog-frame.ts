import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Icon } from './icon';
import { t } from '../core/words/words';

/**
 * The frame of every dialog: title, close button, body, and `[actions]` at the foot. Open its holder with
 * `AppDialogs`, which names it, gives focus back and fills the screen of a phone.
 */
@Component({
  selector: 'app-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  templateUrl: './dialog-frame.html',
  styleUrl: './dialog-frame.css',
})
export class DialogFrame {
  protected readonly t = t;
  readonly heading = input.required<string>();
  /** Somebody wants to leave by the close button; the holder decides. Unbound, the dialog just closes. */
  readonly dismiss = output<void>();
  /** Set when the holder answers `dismiss` itself. */
  readonly asksBeforeClosing = input(false);
  /** It holds nothing but text, which keys scroll. */
  readonly reads = input(false);

  private readonly ref = inject(DialogRef);
  /** The CDK names the dialog by this id. */
  protected readonly titleId = this.ref.config.ariaLabelledBy ?? '';

  protected leave(): void {
    if (this.asksBeforeClosing()) this.dismiss.emit();
    else this.ref.close();
  }
}
