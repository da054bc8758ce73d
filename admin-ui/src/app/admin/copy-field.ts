import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { Control, Field } from '../ui/field';
import { Icon } from '../ui/icon';

/** Something to take away, with a button that copies it. */
@Component({
  selector: 'app-copy-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field, Icon],
  template: `
    <app-field [label]="label()">
      <input #box appControl readonly [value]="value()" (focus)="box.select()" />
      <button type="button" class="btn sm" (click)="copy()">
        <app-icon name="copy" [size]="16" />{{ isCopied() ? 'Copied' : 'Copy' }}
      </button>
    </app-field>
    <span class="vh" role="status">{{ isCopied() ? 'Copied' : '' }}</span>
  `,
})
export class CopyField {
  readonly label = input.required<string>();
  readonly value = input.required<string>();
  private readonly clipboard = inject(Clipboard);
  protected readonly isCopied = signal(false);

  protected copy(): void {
    this.isCopied.set(this.clipboard.copy(this.value()));
  }
}
