import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, type ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { Control, Field } from './field';
import { Icon } from './icon';
import { t } from '../core/words/words';

/** Something to take away, with a button that copies it. */
@Component({
  selector: 'app-copy-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field, Icon],
  template: `
    <app-field [label]="label()">
      <input #box appControl readonly [value]="value()" (focus)="box.select()" />
      <button type="button" class="btn sm" (click)="copy()">
        <app-icon name="copy" [size]="16" />{{ isCopied() ? t('action.copied') : t('action.copy') }}
      </button>
    </app-field>
    <span class="vh" role="status">{{ isCopied() ? t('action.copied') : '' }}</span>
  `,
})
export class CopyField {
  protected readonly t = t;
  readonly label = input.required<string>();
  readonly value = input.required<string>();
  private readonly clipboard = inject(Clipboard);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  protected readonly isCopied = signal(false);

  /** Selects it too, ready to be copied. */
  focus(): void {
    this.box().nativeElement.focus();
  }

  protected copy(): void {
    this.isCopied.set(this.clipboard.copy(this.value()));
  }
}
